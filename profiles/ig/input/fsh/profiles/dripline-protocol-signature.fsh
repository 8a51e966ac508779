Profile: DriplineProtocolSignature
Parent: Provenance
Id: dripline-protocol-signature
Title: "Protocol signature"
Description: "A medical director's approval of one version of a protocol: who, when, until when, and the digest of everything that was on the sheet. An attributed approval, not a cryptographic signature of a key."
* insert Draft
* extension contains DriplineSignedUntil named signedUntil 1..1 MS
* target 1..1 MS
* target only Reference(PlanDefinition)
* target.reference 1..1 MS
* obeys dl-signature-1
* recorded MS
* agent 1..1 MS
* agent.who only Reference(Practitioner or PractitionerRole)
* signature 1..1 MS
* signature.type 1..1
* signature.who only Reference(Practitioner or PractitionerRole)
* signature.targetFormat 1..1
* signature.data 1..1 MS
* signature.data ^short = "SHA-256 of the sheet's content as ASCII hexadecimal"

Invariant: dl-signature-1
Description: "What is signed SHALL be one version of a protocol."
Severity: #error
Expression: "target.reference.matches('PlanDefinition/[A-Za-z0-9.-]+/_history/[A-Za-z0-9.-]+$')"
