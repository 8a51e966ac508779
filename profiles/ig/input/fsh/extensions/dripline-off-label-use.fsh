Extension: DriplineOffLabelUse
Id: dripline-off-label-use
Title: "Off-label use"
Description: "That the medicine is used outside its approval: intravenous ketamine is approved as an anaesthetic alone."
Context: MedicationRequest
* insert Draft
* value[x] 1..1
* value[x] only boolean
