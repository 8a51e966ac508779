Profile: DriplineCSsrsResponse
Parent: QuestionnaireResponse
Id: dripline-c-ssrs-response
Title: "Columbia screener, answered"
Description: "A filled-in Columbia screener. Whatever was answered is kept, also an answer to a question that should not have been asked."
* insert FormResponse(dripline-c-ssrs-screener)
* obeys dl-cssrs-1 and dl-cssrs-2 and dl-cssrs-3 and dl-cssrs-4 and dl-cssrs-5

Invariant: dl-cssrs-1
Description: "The answers SHOULD be those of the form this profile is for."
Severity: #warning
Expression: "questionnaire.startsWith('https://dripline.health/fhir/Questionnaire/dripline-c-ssrs-screener')"

Invariant: dl-cssrs-2
Description: "A yes to questions 3 to 5 SHOULD NOT stand beside a no to question 2."
Severity: #warning
Expression: "item.where(linkId in ('93248-3' | '93249-1' | '93250-9')).answer.value.ofType(Coding).where(code = 'LA33-6').exists() implies item.where(linkId = '93247-5').answer.value.ofType(Coding).where(code = 'LA32-8').exists().not()"

Invariant: dl-cssrs-3
Description: "A completed screener SHOULD answer questions 1, 2 and 6."
Severity: #warning
Expression: "(status = 'completed' or status = 'amended') implies item.where(linkId in ('93246-7' | '93247-5' | '93267-3')).answer.count() = 3"

Invariant: dl-cssrs-4
Description: "A completed screener with a yes to question 2 SHOULD answer questions 3 to 5, and one with a yes to question 6 when that was."
Severity: #warning
Expression: "(status = 'completed' or status = 'amended') implies ((item.where(linkId = '93247-5').answer.value.ofType(Coding).where(code = 'LA33-6').exists() implies item.where(linkId in ('93248-3' | '93249-1' | '93250-9')).answer.count() = 3) and (item.where(linkId = '93267-3').answer.value.ofType(Coding).where(code = 'LA33-6').exists() implies item.where(linkId = '93269-9').answer.exists()))"

Invariant: dl-cssrs-5
Description: "Each answer of a screener SHOULD be one of those the form offers."
Severity: #warning
Expression: "item.answer.all(value.ofType(Coding).where(code in ('LA33-6' | 'LA32-8')).exists())"
