// A signed document: as long as it is a draft anything may be missing, once it is active nothing may.
Profile: DriplineConsent
Parent: Consent
Id: dripline-consent
Title: "Consent to treatment"
Description: "A patient's consent to ketamine infusions: what was explained, which alternatives were discussed, who signed and who saw it, and how long it holds."
* insert Draft
* obeys dl-consent-1 and dl-consent-2 and dl-consent-3 and dl-consent-4 and dl-consent-5
* extension contains DriplineConsentDisclosure named disclosure 0..* MS
* extension contains DriplineAlternativeDiscussed named alternative 0..* MS
* extension contains DriplineSignature named signature 0..* MS
* status MS
* scope = http://terminology.hl7.org/CodeSystem/consentscope#treatment
* category MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains infusion 1..1 MS
* category[infusion] = DriplineConsentElements#consent-to-infusion
* patient 1..1 MS
* patient only Reference(Patient)
* dateTime MS
* performer MS
* organization MS
* source[x] MS
* policyRule MS
* verification MS
* provision MS
* provision.period MS
* provision.period ^short = "How long the consent holds; its end is the expiry"

Invariant: dl-consent-1
Description: "An active consent SHALL say that off-label use was disclosed."
Severity: #error
Expression: "status = 'active' implies extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-consent-disclosure').value.ofType(CodeableConcept).coding.where(system = 'https://dripline.health/fhir/CodeSystem/dripline-consent-element' and code = 'off-label-use').exists()"

Invariant: dl-consent-2
Description: "An active consent SHALL bear a consent signature."
Severity: #error
Expression: "status = 'active' implies extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-signature').value.ofType(Signature).type.where(code = '1.2.840.10065.1.12.1.7').exists()"

Invariant: dl-consent-3
Description: "An active consent SHALL have an expiry."
Severity: #error
Expression: "status = 'active' implies provision.period.end.exists()"

Invariant: dl-consent-4
Description: "An active consent SHALL name an alternative that was discussed."
Severity: #error
Expression: "status = 'active' implies extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-alternative-discussed').exists()"

Invariant: dl-consent-5
Description: "An active consent SHALL have been witnessed or verified."
Severity: #error
Expression: "status = 'active' implies (verification.where(verified = true).exists() or extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-signature').value.ofType(Signature).type.where(code = '1.2.840.10065.1.12.1.8').exists())"
