// R4's reasonReference cannot name an AdverseEvent.
Extension: DriplineTreatedEvent
Id: dripline-treated-event
Title: "Treated event"
Description: "The adverse event a medication was given for."
Context: MedicationAdministration
* insert Draft
* value[x] 1..1
* value[x] only Reference(AdverseEvent)
