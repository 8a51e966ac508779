Profile: DriplineKetamineAdministration
Parent: MedicationAdministration
Id: dripline-ketamine-administration
Title: "Ketamine administration"
Description: "The ketamine that was really given in a session, in milligrams: at which rates, from which bag and vials, and what was discarded."
* insert Draft
* obeys dl-administration-1 and dl-administration-2 and dl-administration-3
* obeys dl-segment-1 and dl-segment-2 and dl-segment-3 and dl-segment-4
* obeys dl-bolus-1 and dl-vial-1 and dl-waste-1 and dl-waste-2
* extension contains
    DriplineRateSegment named rateSegment 0..* MS and
    DriplineBolus named bolus 0..* MS and
    DriplineBag named bag 0..* MS and
    DriplineVial named vial 0..* MS and
    DriplineWaste named waste 0..1 MS
* status MS
* statusReason MS
* statusReason from DriplineInterruptionReasons (extensible)
* partOf MS
* medication[x] only CodeableConcept
* medicationCodeableConcept = $RXN#6130
* subject MS
* subject only Reference(Patient)
* context MS
* effective[x] MS
* effective[x] only Period
* device MS
* dosage MS
* dosage.extension contains DriplineWeightBasedDose named weightBasedDose 0..1 MS
* dosage.dose MS
* dosage.dose.value 1..1
* dosage.dose.system 1..1
* dosage.dose.system = $UCUM
* dosage.dose.code 1..1
* dosage.dose.code = #mg

Invariant: dl-administration-1
Description: "The dose given SHOULD be the dose per kilogram times the dosing weight, to half a milligram."
Severity: #warning
Expression: "dosage.extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-weight-based-dose').all((extension.where(url = 'dosePerKg').value.ofType(Quantity).value * extension.where(url = 'dosingWeight').value.ofType(Quantity).value - %resource.dosage.dose.value).abs() <= 0.5)"
Invariant: dl-administration-2
Description: "An administration that was stopped or not done SHOULD say why, if only that the reason is pending."
Severity: #warning
Expression: "status in ('stopped' | 'not-done') implies statusReason.exists()"

Invariant: dl-administration-3
Description: "The dose given SHOULD NOT be more than was drawn."
Severity: #warning
Expression: "(extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-bag').exists() and dosage.dose.value.exists()) implies dosage.dose.value <= extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-bag').extension.where(url = 'drawn').value.ofType(Quantity).value.aggregate($this + $total, 0.0)"

Invariant: dl-segment-1
Description: "A rate segment SHOULD NOT end before it begins."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-rate-segment').all(extension.where(url = 'to').value.ofType(dateTime).empty() or extension.where(url = 'to').value.ofType(dateTime) >= extension.where(url = 'from').value.ofType(dateTime))"

// All beginnings and ends in the order of the segments; the running end is lost, and stays lost, where one goes back. A segment
// that goes back in itself is dl-segment-1's.
Invariant: dl-segment-2
Description: "Rate segments SHOULD follow one another without overlap."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-rate-segment').empty() or extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-rate-segment').where(extension.where(url = 'to').value.ofType(dateTime) < extension.where(url = 'from').value.ofType(dateTime)).exists() or extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-rate-segment').select(extension.where(url = 'from').value.ofType(dateTime).combine(extension.where(url = 'to').value.ofType(dateTime))).aggregate(iif($total.exists() and $total <= $this, $this, {}), %resource.extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-rate-segment').first().extension.where(url = 'from').value.ofType(dateTime)).exists()"

Invariant: dl-segment-3
Description: "A rate segment that runs SHOULD have a rate above zero, and one that is paused or stopped by an alarm SHOULD have none."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-rate-segment').all((extension.where(url = 'state').value = 'run' and extension.where(url = 'rate').value.ofType(Quantity).value > 0) or (extension.where(url = 'state').value = 'keep-vein-open' and extension.where(url = 'rate').value.ofType(Quantity).value >= 0) or ((extension.where(url = 'state').value = 'pause' or extension.where(url = 'state').value = 'alarm') and extension.where(url = 'rate').value.ofType(Quantity).value = 0))"

// Only where every segment tells its volume and all bags are of one strength. That volume is rate times time is for the engine:
// FHIRPath cannot subtract times.
Invariant: dl-segment-4
Description: "The dose given SHOULD be the volume of the segments times the concentration, and the boluses, to half a milligram."
Severity: #warning
Expression: "(extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-rate-segment').exists() and extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-rate-segment').all(extension.where(url = 'volume').exists() or extension.where(url = 'rate').value.ofType(Quantity).value = 0) and extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-bag').extension.where(url = 'concentration').value.ofType(Quantity).value.distinct().count() = 1 and dosage.dose.value.exists()) implies (extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-rate-segment').extension.where(url = 'volume').value.ofType(Quantity).value.aggregate($this + $total, 0.0) * extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-bag').extension.where(url = 'concentration').value.ofType(Quantity).value.first() + extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-bolus').extension.where(url = 'dose').value.ofType(Quantity).value.aggregate($this + $total, 0.0) - dosage.dose.value).abs() <= 0.5"

Invariant: dl-bolus-1
Description: "A bolus SHOULD lie within the administration."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-bolus').extension.where(url = 'time').value.ofType(dateTime).all((%resource.effective.ofType(Period).start.empty() or $this >= %resource.effective.ofType(Period).start) and (%resource.effective.ofType(Period).end.empty() or $this <= %resource.effective.ofType(Period).end))"

Invariant: dl-vial-1
Description: "A vial SHOULD NOT be past its expiry on the day it is used."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-vial').extension.where(url = 'expiry').value.ofType(date).all(%resource.effective.ofType(Period).start.empty() or $this.toString() >= %resource.effective.ofType(Period).start.toString().substring(0, 10))"

Invariant: dl-waste-1
Description: "The waste SHOULD be what was drawn less what was given, to half a milligram."
Severity: #warning
Expression: "(extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-waste').exists() and extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-bag').exists() and dosage.dose.value.exists()) implies (extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-bag').extension.where(url = 'drawn').value.ofType(Quantity).value.aggregate($this + $total, 0.0) - dosage.dose.value - extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-waste').extension.where(url = 'amount').value.ofType(Quantity).value).abs() <= 0.5"

Invariant: dl-waste-2
Description: "Waste above zero SHOULD have a witness."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-waste').all(extension.where(url = 'amount').value.ofType(Quantity).value <= 0 or extension.where(url = 'witness').exists())"
