Extension: DriplineAdjunctPurpose
Id: dripline-adjunct-purpose
Title: "Adjunct purpose"
Description: "What a medication beside ketamine was given for: to prevent, to treat, or as a second infusion."
Context: MedicationAdministration
* insert Draft
* value[x] 1..1
* value[x] only code
* valueCode from DriplineAdjunctPurposes (required)
