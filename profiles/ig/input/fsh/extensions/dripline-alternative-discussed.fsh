Extension: DriplineAlternativeDiscussed
Id: dripline-alternative-discussed
Title: "Alternative discussed"
Description: "Another treatment that was discussed before the patient consented, coded or in words."
Context: Consent
* insert Draft
* value[x] 1..1
* value[x] only CodeableConcept
