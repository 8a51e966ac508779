Profile: DriplineDissociationCadss
Parent: Observation
Id: dripline-dissociation-cadss
Title: "Dissociation, CADSS"
Description: "How dissociated the patient was, by all 23 items of the Clinician-Administered Dissociative States Scale, each 0 to 4. Its six-item part may stand beside the total."
* insert Draft
* insert ObserverScore
* insert SessionPhase
* code = DriplineObservationCodes#cadss
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* insert ScorePart(cadss6, cadss-6, [[The six items of CADSS-6, of the total]])
* obeys dl-cadss-2 and dl-cadss-3

Invariant: dl-cadss-2
Description: "CADSS SHOULD lie between 0 and 92."
Severity: #warning
Expression: "value.ofType(integer).all($this >= 0 and $this <= 92)"

Invariant: dl-cadss-3
Description: "The part CADSS-6 SHOULD NOT be more than the total, nor the total more than it and the most that the other 17 items can add."
Severity: #warning
Expression: "component.where(code.coding.where(code = 'cadss-6').exists()).value.ofType(integer).all(%resource.value.ofType(integer).empty() or ($this <= %resource.value.ofType(integer) and $this + 68 >= %resource.value.ofType(integer)))"
