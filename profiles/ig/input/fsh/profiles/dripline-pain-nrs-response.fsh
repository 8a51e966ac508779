Profile: DriplinePainNrsResponse
Parent: QuestionnaireResponse
Id: dripline-pain-nrs-response
Title: "Pain now, answered"
Description: "How strong the pain is now, from 0 to 10."
* insert FormResponse(dripline-pain-nrs)
* obeys dl-nrs-1 and dl-nrs-2

Invariant: dl-nrs-1
Description: "The answers SHOULD be those of the form this profile is for."
Severity: #warning
Expression: "questionnaire.startsWith('https://dripline.health/fhir/Questionnaire/dripline-pain-nrs')"

Invariant: dl-nrs-2
Description: "A pain rating SHOULD lie between 0 and 10."
Severity: #warning
Expression: "item.where(linkId = '72514-3').answer.value.ofType(integer).all($this >= 0 and $this <= 10)"
