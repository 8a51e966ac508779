Profile: DriplineRoomReadinessResponse
Parent: QuestionnaireResponse
Id: dripline-room-readiness-response
Title: "Readiness of the room, answered"
Description: "What the clinic confirmed of the room, its staff, the vial and the dose before a session."
* insert FormResponse(dripline-room-readiness)
* obeys dl-room-1 and dl-room-2

Invariant: dl-room-1
Description: "The answers SHOULD be those of the form this profile is for."
Severity: #warning
Expression: "questionnaire.startsWith('https://dripline.health/fhir/Questionnaire/dripline-room-readiness')"

Invariant: dl-room-2
Description: "A holder of a certificate who is present SHOULD be named, with the last day of the certificate."
Severity: #warning
Expression: "item.where(linkId = 'staff').item.where(linkId = 'acls-holder-present').answer.value.ofType(Coding).where(code = 'Y').exists() implies (item.where(linkId = 'staff').item.where(linkId = 'acls-holder').answer.exists() and item.where(linkId = 'staff').item.where(linkId = 'acls-valid-until').answer.exists())"
