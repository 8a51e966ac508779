Profile: DriplineIvAccess
Parent: Procedure
Id: dripline-iv-access
Title: "Intravenous access"
Description: "The placing of the cannula the infusion runs through: where, which, and after how many attempts."
* insert Draft
* obeys dl-access-1 and dl-access-2
* extension contains DriplineCannula named cannula 0..1 MS
* status MS
* statusReason MS
* code 1..1 MS
* code = DriplineProcedureCodes#intravenous-access
* subject MS
* subject only Reference(Patient)
* encounter MS
* performed[x] MS
* performer MS
* bodySite MS

Invariant: dl-access-1
Description: "An access that was placed SHOULD say where and when; one that was not SHOULD say why."
Severity: #warning
Expression: "(status = 'completed' implies (bodySite.exists() and performed.exists())) and (status = 'not-done' implies statusReason.exists())"

Invariant: dl-access-2
Description: "The gauge of a cannula SHOULD lie between 14 and 26."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-cannula').extension.where(url = 'gauge').value.all($this >= 14 and $this <= 26)"
