// Whether a protocol is signed is never read from its status: the server works it out from the signature and the numbers.
Profile: DriplineProtocol
Parent: http://hl7.org/fhir/StructureDefinition/shareableplandefinition
Id: dripline-protocol
Title: "Infusion protocol"
Description: "How ketamine is given: doses, times, intervals, limits and criteria as data, each with its source and mark, for a medical director to read and sign."
* insert Draft
* obeys dl-protocol-1 and dl-protocol-2 and dl-protocol-3
* extension contains DriplineProtocolNumber named number 0..* MS
* extension contains DriplineProtocolCriterion named criterion 0..* MS
* url MS
* version MS
* status MS
* topic 1..1 MS
* topic from DriplineProtocolFamilies (extensible)
* topic ^short = "Family of the protocol"
* useContext 1..* MS
* useContext ^short = "venue: ambulatory or inpatient. An inpatient protocol is never applied in an outpatient place"
* effectivePeriod MS
* approvalDate MS
* lastReviewDate MS
* relatedArtifact MS
* relatedArtifact ^short = "citation: a source, by label; depends-on: numbers that are shared; derived-from: what a clinic copied"
* action MS

Invariant: dl-protocol-1
Description: "The source of each number and criterion SHALL be the label of a citation in relatedArtifact."
Severity: #error
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-protocol-number' or url = 'https://dripline.health/fhir/StructureDefinition/dripline-protocol-criterion').extension.where(url = 'source').value.all($this in %resource.relatedArtifact.where(type = 'citation' and citation.exists()).label)"

Invariant: dl-protocol-2
Description: "A range SHALL have both ends, in one unit, the lower one not above the higher."
Severity: #error
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-protocol-number').extension.where(url = 'value').value.ofType(Range).all(low.exists() and high.exists() and low.code = high.code and low.value <= high.value)"

Invariant: dl-protocol-3
Description: "A number and a criterion SHALL be named once each."
Severity: #error
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-protocol-number').extension.where(url = 'code').value.isDistinct() and extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-protocol-criterion').extension.where(url = 'code').value.isDistinct()"
