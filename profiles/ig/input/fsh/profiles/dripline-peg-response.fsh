Profile: DriplinePegResponse
Parent: QuestionnaireResponse
Id: dripline-peg-response
Title: "PEG, answered"
Description: "A filled-in PEG, with the mean of its three numbers."
* insert FormResponse(dripline-peg)
* obeys dl-peg-1 and dl-peg-2 and dl-peg-3 and dl-peg-4

Invariant: dl-peg-1
Description: "The answers SHOULD be those of the form this profile is for."
Severity: #warning
Expression: "questionnaire.startsWith('https://dripline.health/fhir/Questionnaire/dripline-peg')"

Invariant: dl-peg-2
Description: "The mean of a PEG SHOULD be that of its three numbers, to a tenth."
Severity: #warning
Expression: "item.where(linkId = '91147-9').answer.value.ofType(decimal).all(%resource.item.where(linkId in ('75893-8' | '91145-3' | '91146-1')).answer.value.ofType(integer).count() < 3 or (3 * $this - %resource.item.where(linkId = '75893-8').answer.value.ofType(integer) - %resource.item.where(linkId = '91145-3').answer.value.ofType(integer) - %resource.item.where(linkId = '91146-1').answer.value.ofType(integer)).abs() <= 0.15)"

Invariant: dl-peg-3
Description: "A PEG with answers missing SHOULD have no mean."
Severity: #warning
Expression: "item.where(linkId = '91147-9').answer.exists() implies item.answer.value.ofType(integer).count() = 3"

Invariant: dl-peg-4
Description: "Each number of a PEG SHOULD lie between 0 and 10."
Severity: #warning
Expression: "item.where(linkId in ('75893-8' | '91145-3' | '91146-1')).answer.value.ofType(integer).all($this >= 0 and $this <= 10)"
