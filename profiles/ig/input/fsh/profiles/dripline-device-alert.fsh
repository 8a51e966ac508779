// As ISO/IEEE 11073 and IHE PCD-04 have it: one message says that an alert begins, goes on or ends. Each is kept as an
// Observation of its own and none is edited. RTMMS of 2016 has other codes for the facets (68164 to 68169); a device that sends
// those gets these beside them.
Profile: DriplineDeviceAlert
Parent: Observation
Id: dripline-device-alert
Title: "Device alert"
Description: "What a device said of one of its alerts at one moment: that it begins, goes on or ends, how urgent it is, and which channel it is about. A later one names the one that began it."
* insert Draft
* insert DeviceReport
* subject only Reference(Patient)
* obeys dl-alert-1 and dl-alert-2
* extension contains http://hl7.org/fhir/StructureDefinition/observation-sequelTo named beganWith 0..1 MS
* extension[beganWith] ^short = "The alert that this one continues or ends"
* category 1..* MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains deviceReport 1..1 MS
* category[deviceReport] = DriplineObservationCodes#device
* code = DriplineObservationCodes#device-alert
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept ^short = "What it is about, by MDC code where the device sent one, else as text"
* component MS
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* insert AlertToken(phase, 68481, [[start | continue | end and others]])
* insert AlertToken(state, 68482, [[inactive | active | latched]])
* insert AlertToken(inactivation, 68483, [[Whether sound or alert are paused]])
* insert AlertToken(priority, 68484, [[none, low, medium or high: PN | PL | PM | PH]])
* insert AlertToken(kind, 68485, [[physiological, technical or advisory: SP | ST | SA]])
* component contains source 0..1 MS
* component[source] ^short = "The channel or part of the device that raised it"
* component[source].code = $MDC#68480
* component[source].value[x] only CodeableConcept

Invariant: dl-alert-1
Description: "An alert that goes on or ends SHOULD name the one that began it."
Severity: #warning
Expression: "component.where(code.coding.where(code = '68481').exists()).value.ofType(CodeableConcept).coding.where(code = 'continue' or code = 'end').exists() implies extension.where(url = 'http://hl7.org/fhir/StructureDefinition/observation-sequelTo').exists()"

Invariant: dl-alert-2
Description: "An alert that begins SHOULD NOT be inactive, and one that ends SHOULD NOT be active."
Severity: #warning
Expression: "(component.where(code.coding.where(code = '68481').exists()).value.ofType(CodeableConcept).coding.where(code = 'start').exists() implies component.where(code.coding.where(code = '68482').exists()).value.ofType(CodeableConcept).coding.where(code = 'inactive').empty()) and (component.where(code.coding.where(code = '68481').exists()).value.ofType(CodeableConcept).coding.where(code = 'end').exists() implies component.where(code.coding.where(code = '68482').exists()).value.ofType(CodeableConcept).coding.where(code = 'active').empty())"
