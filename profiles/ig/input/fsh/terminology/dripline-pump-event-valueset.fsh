ValueSet: DriplinePumpEvents
Id: dripline-pump-event
Title: "Pump events"
Description: "The changes of delivery a pump event can be."
* insert Draft
* include codes from system DriplinePumpEventCodes
