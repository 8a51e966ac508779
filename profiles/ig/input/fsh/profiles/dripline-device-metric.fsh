Profile: DriplineDeviceMetric
Parent: DeviceMetric
Id: dripline-device-metric
Title: "Device metric"
Description: "One thing a pump or monitor measures, sets or computes: its code, its unit, and when it was last calibrated."
* insert Draft
* obeys dl-metric-1 and dl-metric-2
* type MS
* insert CodingsBySystem(type.coding)
* type.coding contains mdc 1..1 MS
* type.coding[mdc].system 1..1
* type.coding[mdc].system = $MDC (exactly)
* type.coding[mdc].code 1..1
* unit MS
* source 1..1 MS
* source only Reference(Device)
* operationalStatus MS
* category MS
* calibration MS
* calibration.state MS
* calibration.time MS

Invariant: dl-metric-1
Description: "A metric that is calibrated SHOULD say when."
Severity: #warning
Expression: "calibration.all(state != 'calibrated' or time.exists())"

Invariant: dl-metric-2
Description: "What is measured SHOULD have a unit."
Severity: #warning
Expression: "category = 'measurement' implies unit.exists()"
