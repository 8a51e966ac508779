Extension: DriplineSignature
Id: dripline-signature
Title: "Signature"
Description: "Who signed this, when, and in which role: FHIR R4 gives a consent no place of its own for it."
Context: Consent
* insert Draft
* value[x] 1..1
* value[x] only Signature
* valueSignature.type from http://hl7.org/fhir/ValueSet/signature-type (required)
