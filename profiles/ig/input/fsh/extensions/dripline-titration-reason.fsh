Extension: DriplineTitrationReason
Id: dripline-titration-reason
Title: "Reason of the titration"
Description: "Why this order differs from, or keeps to, the one before it."
Context: MedicationRequest
* insert Draft
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from DriplineReasonCodes (extensible)
