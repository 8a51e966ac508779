Profile: DriplineSessionEtCO2
Parent: Observation
Id: dripline-session-etco2
Title: "End-tidal carbon dioxide in a session"
Description: "The carbon dioxide at the end of a breath as the monitor sent it. Monitors send three units under one code, so the unit is never assumed."
* insert Draft
* insert DeviceReport
* subject only Reference(Patient)
* insert SessionPhase
* obeys dl-vital-1 and dl-etco2-1 and dl-etco2-2
* category 1..* MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains vitalSign 1..1 MS
* category[vitalSign] = http://terminology.hl7.org/CodeSystem/observation-category#vital-signs
* insert CodingsBySystem(code.coding)
* code.coding contains mdc 1..1 MS
* code.coding[mdc].system 1..1
* code.coding[mdc].system = $MDC (exactly)
* code.coding[mdc] from DriplineEtCO2Codes (required)
* value[x] MS
* value[x] only Quantity
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.system = $UCUM
* valueQuantity.code 1..1
* valueQuantity.code from DriplineEtCO2Units (required)

// 8 kPa is 60 mm[Hg] (1 kPa = 7.50062 mm[Hg]). Zero is what an apnoea or a probe in the air reads.
Invariant: dl-etco2-1
Description: "An end-tidal carbon dioxide above zero and up to 8 mm[Hg] was probably measured in kPa."
Severity: #warning
Expression: "value.ofType(Quantity).where(code = 'mm[Hg]').value.all($this <= 0 or $this > 8)"

Invariant: dl-etco2-2
Description: "An end-tidal carbon dioxide above 16 kPa, which is 120 mm[Hg], was probably measured in mm[Hg]."
Severity: #warning
Expression: "value.ofType(Quantity).where(code = 'kPa').value.all($this <= 16)"
