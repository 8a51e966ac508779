CodeSystem: DriplineProtocolFamilyCodes
Id: dripline-protocol-family
Title: "Families of protocols"
Description: "What a protocol is for, and how its sessions follow one another."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #common "Common limits" "Numbers that several protocols share. Not applied by itself."
* #mood-standard "Mood, standard series" "A series of a fixed number of infusions over a few weeks."
* #mood-one-and-further "Mood, one and further" "One infusion, then a limited number of further ones."
* #single-then-decide "Single, then decide" "One infusion at a time, each after a decision."
* #maintenance "Maintenance" "Infusions at an interval, after a series that helped."
* #pain "Pain, outpatient" "Infusions of hours at an interval of weeks."
* #pain-daily-block "Pain, daily block" "Infusions on consecutive days."
* #low-dose-fixed "Low dose, fixed" "A dose in milligrams that does not follow the weight."
* #spacing-out "Spacing out" "Intervals that grow until treatment ends or stays at the longest."
* #high-dose-inpatient "High dose, inpatient" "Anaesthesia for days in intensive care. Recorded, never ordered in an outpatient place."
* #esketamine-nasal "Esketamine by nose" "Sessions with a nasal spray under observation. Never an infusion, and no dose of one can be taken for a dose of the other."
