Profile: DriplineCareSummaryDocument
Parent: Bundle
Id: dripline-care-summary-document
Title: "Care summary document"
Description: "A care summary with all it refers to, in one FHIR document."
* insert Draft
* obeys dl-document-1
* identifier 1..1 MS
* type = #document
* timestamp 1..1 MS
* entry 2..* MS
* entry.fullUrl 1..1 MS
* entry.resource 1..1
* entry ^slicing.discriminator.type = #type
* entry ^slicing.discriminator.path = "resource"
* entry ^slicing.rules = #open
* entry contains summary 1..1 MS and patient 1..1 MS
* entry[summary].resource only DriplineCareSummary
* entry[patient].resource only Patient
* signature MS

Invariant: dl-document-1
Description: "A document SHALL contain everything its sections refer to."
Severity: #error
Expression: "entry.resource.ofType(Composition).section.entry.reference.all((%resource.entry.fullUrl.join(' ') & ' ').contains($this & ' '))"
