Profile: DriplineSedationRass
Parent: Observation
Id: dripline-sedation-rass
Title: "Sedation and agitation, RASS"
Description: "How agitated or sedated the patient was, on the Richmond Agitation-Sedation Scale."
* insert Draft
* insert ObserverScore
* insert SessionPhase
* code = DriplineObservationCodes#rass
* obeys dl-rass-1

Invariant: dl-rass-1
Description: "RASS SHOULD lie between -5 and +4."
Severity: #warning
Expression: "value.ofType(integer).all($this + 5 >= 0 and $this <= 4)"
