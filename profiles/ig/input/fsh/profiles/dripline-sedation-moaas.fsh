Profile: DriplineSedationMoaas
Parent: Observation
Id: dripline-sedation-moaas
Title: "Sedation, MOAA/S"
Description: "How alert the patient was, on the Modified Observer's Assessment of Alertness/Sedation scale."
* insert Draft
* insert ObserverScore
* insert SessionPhase
* code = DriplineObservationCodes#moaas
* obeys dl-moaas-1

Invariant: dl-moaas-1
Description: "MOAA/S SHOULD lie between 0 and 5."
Severity: #warning
Expression: "value.ofType(integer).all($this >= 0 and $this <= 5)"
