Profile: DriplinePumpStatus
Parent: Observation
Id: dripline-pump-status
Title: "Pump status"
Description: "What an infusion pump reported of one delivery channel at one moment. Any subset of the components is a report; one is the least."
* insert Draft
* insert PumpReport
* code = DriplineObservationCodes#pump-status
* value[x] 0..0
* component 1..*
