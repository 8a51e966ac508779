CodeSystem: DriplineEncounterTypeCodes
Id: dripline-encounter-type
Title: "Dripline encounter types"
Description: "Kinds of encounter this project tells apart."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #infusion-session "Infusion session" "A visit for one ketamine infusion, from arrival to discharge."
* #ehr-visit "Visit told by an EHR" "An admission or visit that the EHR's messages tell of."
* #esketamine-session "Esketamine session" "A visit for esketamine by nose, from arrival to discharge."
