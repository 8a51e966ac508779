// IHE PCD-15 has no counterpart in FHIR R4's Device, which says what a device is and not how it is.
Profile: DriplineDeviceState
Parent: Observation
Id: dripline-device-state
Title: "Device state"
Description: "What a pump or monitor reported of itself at one moment: mains or battery, how full the battery is, how long it lasts. It is about the device, whoever it is at."
* insert Draft
* insert DeviceReport
* obeys dl-device-state-1
* subject only Reference(Device)
* subject ^short = "The device, which is no patient's while it stands in the store"
* encounter 0..0
* category 1..* MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains deviceReport 1..1 MS
* category[deviceReport] = DriplineObservationCodes#device
* code = DriplineObservationCodes#device-state
* value[x] 0..0
* component 1..* MS
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* insert PumpQuantity(batteryCharge, 67996, %, How full the battery is)
* insert PumpQuantity(batteryTime, 67976, s, How long the battery lasts)
* component contains power 0..1 MS
* component[power] ^short = "Mains or battery, in the device's own word"
* component[power].code = $MDC#67925
* component[power].value[x] only string

Invariant: dl-device-state-1
Description: "A battery charge SHOULD be from 0 to 100 %: devices use -1 and the like for 'no value'."
Severity: #warning
Expression: "component.where(code.coding.where(system = 'urn:iso:std:iso:11073:10101' and code = '67996').exists()).value.ofType(Quantity).value.all($this >= 0 and $this <= 100)"
