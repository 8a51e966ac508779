Profile: DriplineReferral
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-servicerequest
Id: dripline-referral
Title: "Referral"
Description: "A referral to the clinic, or from it to another treatment: who asks for what, for whom and why, and what became of it."
* insert Draft
* obeys dl-referral-1 and dl-referral-2
* extension contains http://hl7.org/fhir/StructureDefinition/request-statusReason named statusReason 0..1 MS
* extension[statusReason].valueCodeableConcept from DriplineReasonCodes (extensible)
* identifier MS
* status MS
* intent MS
* category MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains referral 1..1 MS
* category[referral] = $SCT#3457005
* code 1..1 MS
* code ^short = "The treatment that is asked for"
* subject MS
* authoredOn MS
* requester MS
* performer MS
* reasonCode MS
* reasonReference MS
* supportingInfo MS

Invariant: dl-referral-1
Description: "A revoked referral SHOULD say why it was revoked."
Severity: #warning
Expression: "status = 'revoked' implies extension.where(url = 'http://hl7.org/fhir/StructureDefinition/request-statusReason').exists()"

Invariant: dl-referral-2
Description: "A referral SHOULD name who refers and for what."
Severity: #warning
Expression: "requester.exists() and (reasonCode.exists() or reasonReference.exists())"
