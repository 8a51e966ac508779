Profile: DriplineSessionSpO2
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-pulse-oximetry
Id: dripline-session-spo2
Title: "Oxygen saturation in a session"
Description: "A pulse oximeter's reading as the monitor sent it, in percent."
* insert Draft
* insert DeviceReport
* insert SessionPhase
* obeys dl-spo2-1 and dl-spo2-2

Invariant: dl-spo2-1
Description: "An oxygen saturation SHOULD lie between 0 and 100 %."
Severity: #warning
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this <= 100)"

Invariant: dl-spo2-2
Description: "An oxygen saturation of 1 % or less is probably a fraction (0.97) sent as a percentage."
Severity: #warning
Expression: "value.ofType(Quantity).value.all($this <= 0 or $this > 1)"
