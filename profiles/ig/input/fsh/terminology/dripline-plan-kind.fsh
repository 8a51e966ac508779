CodeSystem: DriplinePlanKinds
Id: dripline-plan-kind
Title: "Kinds of course plan"
Description: "What a plan of infusions is meant to do."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #induction "Induction series" "The first series, with a set number of infusions."
* #maintenance "Maintenance" "Single infusions at an interval within a window, for as long as they help."
* #pain "Pain series" "Infusions for chronic pain, one after the other or in daily blocks."
