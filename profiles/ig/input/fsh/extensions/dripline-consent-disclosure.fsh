Extension: DriplineConsentDisclosure
Id: dripline-consent-disclosure
Title: "Disclosure"
Description: "One thing that was explained before the patient consented."
Context: Consent
* insert Draft
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from DriplineConsentElementCodes (required)
