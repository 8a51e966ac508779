CodeSystem: DriplinePumpEventCodes
Id: dripline-pump-event
Title: "Pump events"
Description: "Changes of delivery. A change of rate is a stop and a start at the same time, as the IHE PCD framework has it."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #delivery-start "Delivery started" "Delivery starts or restarts (MDC_EVT_PUMP_DELIV_START)."
* #delivery-stop "Delivery stopped" "Delivery stops before the programmed volume is in (MDC_EVT_PUMP_DELIV_STOP)."
* #delivery-complete "Delivery complete" "The programmed volume is in (MDC_EVT_PUMP_DELIV_COMP)."
