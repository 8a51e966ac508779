Profile: DriplineEsketamineMonitoringResponse
Parent: QuestionnaireResponse
Id: dripline-esketamine-monitoring-response
Title: "Monitoring of an esketamine session, answered"
Description: "What the monitoring programme of esketamine asks about one session, and what people say became of the form. This product hands nothing in."
* insert FormResponse(dripline-esketamine-monitoring)
* obeys dl-nasal-form-1 and dl-nasal-form-2 and dl-nasal-form-3

Invariant: dl-nasal-form-1
Description: "The answers SHOULD be those of the form this profile is for."
Severity: #warning
Expression: "questionnaire.startsWith('https://dripline.health/fhir/Questionnaire/dripline-esketamine-monitoring')"

Invariant: dl-nasal-form-2
Description: "A form that was sent SHOULD say by whom and when."
Severity: #warning
Expression: "item.where(linkId = 'handing-in').item.where(linkId = 'sent-on').answer.exists() = item.where(linkId = 'handing-in').item.where(linkId = 'sent-by').answer.exists()"

Invariant: dl-nasal-form-3
Description: "A serious event SHOULD be told in words."
Severity: #warning
Expression: "item.where(linkId = 'events').item.where(linkId = 'serious-event').answer.value.ofType(Coding).where(code = 'Y').exists() implies item.where(linkId = 'events').item.where(linkId = 'serious-event-words').answer.exists()"
