Profile: DriplinePumpEvent
Parent: Observation
Id: dripline-pump-event
Title: "Pump event"
Description: "A start, stop or completion of delivery that an infusion pump reported, with what it said of itself at that moment."
* insert Draft
* insert PumpReport
* code = DriplineObservationCodes#pump-event
* value[x] 1..1 MS
* value[x] only CodeableConcept
* insert CodingsBySystem(valueCodeableConcept.coding)
* valueCodeableConcept.coding contains event 1..1 MS and mdc 0..1 MS
* valueCodeableConcept.coding[event].system 1..1
* valueCodeableConcept.coding[event].system = Canonical(DriplinePumpEventCodes) (exactly)
* valueCodeableConcept.coding[event] from DriplinePumpEvents (required)
* valueCodeableConcept.coding[event] ^short = "What happened, in the words of this project"
* valueCodeableConcept.coding[mdc].system 1..1
* valueCodeableConcept.coding[mdc].system = $MDC (exactly)
* valueCodeableConcept.coding[mdc] ^short = "The code as the pump sent it, where it sent one"
* obeys dl-event-1

Invariant: dl-event-1
Description: "A start of delivery SHOULD NOT come with a status that says nothing is delivered."
Severity: #warning
Expression: "value.ofType(CodeableConcept).coding.where(code = 'delivery-start').exists() implies component.value.ofType(CodeableConcept).coding.where(code = 'pump-delivery-status-not-delivering').empty()"
