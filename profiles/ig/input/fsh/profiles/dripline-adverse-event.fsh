Profile: DriplineAdverseEvent
Parent: AdverseEvent
Id: dripline-adverse-event
Title: "Adverse event"
Description: "Something adverse that happened under treatment: what, when, how severe, how serious, related or not, what was done and how it ended."
* insert Draft
* obeys dl-ae-1 and dl-ae-2 and dl-ae-3
* extension contains DriplineEventPeriod named period 0..1 MS
* extension contains DriplineEventGrade named grade 0..1 MS
* extension contains DriplineSessionPhase named phase 0..1 MS
* extension contains DriplineActionTaken named action 0..* MS
* extension contains DriplineSpecialInterest named specialInterest 0..1 MS
* actuality = #actual
* event 1..1 MS
* event from DriplineAdverseEventKinds (extensible)
* subject MS
* subject only Reference(Patient)
* encounter MS
* date 1..1 MS
* date ^short = "Onset"
* detected MS
* recordedDate MS
* resultingCondition MS
* seriousness MS
* severity MS
* outcome MS
* recorder MS
* suspectEntity MS
* suspectEntity.causality.assessment MS
* referenceDocument MS

Invariant: dl-ae-1
Description: "An event that is over SHOULD say when it ended."
Severity: #warning
Expression: "outcome.coding.where(code = 'resolved' or code = 'resolvedWithSequelae').exists() implies extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-event-period').value.ofType(Period).end.exists()"

Invariant: dl-ae-2
Description: "A life-threatening or fatal event SHOULD be a serious one."
Severity: #warning
Expression: "(outcome.coding.where(code = 'fatal').exists() or extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-event-grade').value.ofType(integer).where($this >= 4).exists()) implies seriousness.coding.where(code = 'Serious').exists()"

Invariant: dl-ae-3
Description: "A grade SHOULD lie between 1 and 5."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-event-grade').value.ofType(integer).all($this >= 1 and $this <= 5)"
