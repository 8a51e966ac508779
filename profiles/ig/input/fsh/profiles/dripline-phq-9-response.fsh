Profile: DriplinePhq9Response
Parent: QuestionnaireResponse
Id: dripline-phq-9-response
Title: "PHQ-9, answered"
Description: "A filled-in PHQ-9. Its ninth answer is kept even when it is the only one."
* insert FormResponse(dripline-phq-9)
* obeys dl-phq9-1 and dl-phq9-2 and dl-phq9-3 and dl-phq9-4

Invariant: dl-phq9-1
Description: "The answers SHOULD be those of the form this profile is for."
Severity: #warning
Expression: "questionnaire.startsWith('https://dripline.health/fhir/Questionnaire/dripline-phq-9')"

Invariant: dl-phq9-2
Description: "The total of a PHQ-9 SHOULD be the sum of its answers."
Severity: #warning
Expression: "item.where(linkId = '44261-6').answer.value.ofType(integer).all(%resource.item.answer.value.ofType(Coding).where(code in ('LA6568-5' | 'LA6569-3' | 'LA6570-1' | 'LA6571-9')).count() < 9 or $this = %resource.item.answer.value.ofType(Coding).where(code = 'LA6569-3').count() + 2 * %resource.item.answer.value.ofType(Coding).where(code = 'LA6570-1').count() + 3 * %resource.item.answer.value.ofType(Coding).where(code = 'LA6571-9').count())"

Invariant: dl-phq9-3
Description: "A PHQ-9 with answers missing SHOULD have no total."
Severity: #warning
Expression: "item.where(linkId = '44261-6').answer.exists() implies item.answer.value.ofType(Coding).where(code in ('LA6568-5' | 'LA6569-3' | 'LA6570-1' | 'LA6571-9')).count() = 9"

Invariant: dl-phq9-4
Description: "Each answer of a PHQ-9 SHOULD be one of those the form offers."
Severity: #warning
Expression: "item.where(linkId in ('44250-9' | '44255-8' | '44259-0' | '44254-1' | '44251-7' | '44258-2' | '44252-5' | '44253-3' | '44260-8')).answer.all(value.ofType(Coding).where(code in ('LA6568-5' | 'LA6569-3' | 'LA6570-1' | 'LA6571-9')).exists())"
