Extension: DriplineAsOf
Id: dripline-as-of
Title: "As of"
Description: "The time of the EHR's event that this content is from. A message of an older event, coming late, does not overwrite it."
Context: Patient, Encounter, Appointment, MedicationRequest, ServiceRequest, Observation
* insert Draft
* value[x] 1..1
* value[x] only instant
