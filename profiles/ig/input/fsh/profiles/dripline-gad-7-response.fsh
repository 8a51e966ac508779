Profile: DriplineGad7Response
Parent: QuestionnaireResponse
Id: dripline-gad-7-response
Title: "GAD-7, answered"
Description: "A filled-in GAD-7."
* insert FormResponse(dripline-gad-7)
* obeys dl-gad7-1 and dl-gad7-2 and dl-gad7-3 and dl-gad7-4

Invariant: dl-gad7-1
Description: "The answers SHOULD be those of the form this profile is for."
Severity: #warning
Expression: "questionnaire.startsWith('https://dripline.health/fhir/Questionnaire/dripline-gad-7')"

Invariant: dl-gad7-2
Description: "The total of a GAD-7 SHOULD be the sum of its answers."
Severity: #warning
Expression: "item.where(linkId = '70274-6').answer.value.ofType(integer).all(%resource.item.answer.value.ofType(Coding).where(code in ('LA6568-5' | 'LA6569-3' | 'LA6570-1' | 'LA6571-9')).count() < 7 or $this = %resource.item.answer.value.ofType(Coding).where(code = 'LA6569-3').count() + 2 * %resource.item.answer.value.ofType(Coding).where(code = 'LA6570-1').count() + 3 * %resource.item.answer.value.ofType(Coding).where(code = 'LA6571-9').count())"

Invariant: dl-gad7-3
Description: "A GAD-7 with answers missing SHOULD have no total."
Severity: #warning
Expression: "item.where(linkId = '70274-6').answer.exists() implies item.answer.value.ofType(Coding).where(code in ('LA6568-5' | 'LA6569-3' | 'LA6570-1' | 'LA6571-9')).count() = 7"

Invariant: dl-gad7-4
Description: "Each answer of a GAD-7 SHOULD be one of those the form offers."
Severity: #warning
Expression: "item.where(linkId in ('69725-0' | '68509-9' | '69733-4' | '69734-2' | '69735-9' | '69689-8' | '69736-7')).answer.all(value.ofType(Coding).where(code in ('LA6568-5' | 'LA6569-3' | 'LA6570-1' | 'LA6571-9')).exists())"
