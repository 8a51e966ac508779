Profile: DriplineSessionBloodPressure
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-blood-pressure
Id: dripline-session-blood-pressure
Title: "Blood pressure in a session"
Description: "A non-invasive blood pressure as the monitor sent it. Where one of the two pressures was withheld, its component says so with a dataAbsentReason and the other is kept."
* insert Draft
* insert DeviceReport
* insert SessionPhase
* obeys dl-bp-1 and dl-bp-2 and dl-bp-3
* component contains mean 0..1 MS
* component[mean].code = $LNC#8478-0
* component[mean].value[x] only Quantity
* component[mean].valueQuantity.value 1..1
* component[mean].valueQuantity.system 1..1
* component[mean].valueQuantity.system = $UCUM
* component[mean].valueQuantity.code 1..1
* component[mean].valueQuantity.code = #mm[Hg]

Invariant: dl-bp-1
Description: "The systolic pressure SHOULD be higher than the diastolic."
Severity: #warning
Expression: "component.where(code.coding.where(system = 'http://loinc.org' and code = '8480-6').exists()).value.ofType(Quantity).value.all($this > %resource.component.where(code.coding.where(system = 'http://loinc.org' and code = '8462-4').exists()).value.ofType(Quantity).value or %resource.component.where(code.coding.where(system = 'http://loinc.org' and code = '8462-4').exists()).value.ofType(Quantity).value.empty())"

// 300 mm[Hg] is 40 kPa (1 kPa = 7.50062 mm[Hg]): any systolic pressure there is reads below 40 when sent in kPa.
Invariant: dl-bp-2
Description: "A systolic pressure SHOULD be at least 40 mm[Hg]: below that the number was probably measured in kPa."
Severity: #warning
Expression: "component.where(code.coding.where(system = 'http://loinc.org' and code = '8480-6').exists()).value.ofType(Quantity).value.all($this >= 40)"

Invariant: dl-bp-3
Description: "A mean pressure SHOULD NOT lie above the systolic or below the diastolic pressure."
Severity: #warning
Expression: "component.where(code.coding.where(system = 'http://loinc.org' and code = '8478-0').exists()).value.ofType(Quantity).value.all(($this <= %resource.component.where(code.coding.where(system = 'http://loinc.org' and code = '8480-6').exists()).value.ofType(Quantity).value or %resource.component.where(code.coding.where(system = 'http://loinc.org' and code = '8480-6').exists()).value.ofType(Quantity).value.empty()) and ($this >= %resource.component.where(code.coding.where(system = 'http://loinc.org' and code = '8462-4').exists()).value.ofType(Quantity).value or %resource.component.where(code.coding.where(system = 'http://loinc.org' and code = '8462-4').exists()).value.ofType(Quantity).value.empty()))"
