Profile: DriplineDissociationCadss6
Parent: Observation
Id: dripline-dissociation-cadss6
Title: "Dissociation, CADSS-6"
Description: "How dissociated the patient was, by six items of the Clinician-Administered Dissociative States Scale, each 0 to 4."
* insert Draft
* insert ObserverScore
* insert SessionPhase
* code = DriplineObservationCodes#cadss-6
* obeys dl-cadss-1

Invariant: dl-cadss-1
Description: "CADSS-6 SHOULD lie between 0 and 24."
Severity: #warning
Expression: "value.ofType(integer).all($this >= 0 and $this <= 24)"
