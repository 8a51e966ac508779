Profile: DriplinePcl5Response
Parent: QuestionnaireResponse
Id: dripline-pcl-5-response
Title: "PCL-5, answered"
Description: "A filled-in PCL-5, of the past month or of the past week."
* insert FormResponse(dripline-pcl-5 or dripline-pcl-5-weekly)
* obeys dl-pcl5-1 and dl-pcl5-2 and dl-pcl5-3 and dl-pcl5-4

Invariant: dl-pcl5-1
Description: "The answers SHOULD be those of the form this profile is for."
Severity: #warning
Expression: "questionnaire.startsWith('https://dripline.health/fhir/Questionnaire/dripline-pcl-5')"

Invariant: dl-pcl5-2
Description: "The total of a PCL-5 SHOULD be the sum of its answers."
Severity: #warning
Expression: "item.where(linkId = 'PCL5-total').answer.value.ofType(integer).all(%resource.item.answer.value.ofType(Coding).where(code in ('0' | '1' | '2' | '3' | '4')).count() < 20 or $this = %resource.item.answer.value.ofType(Coding).where(code = '1').count() + 2 * %resource.item.answer.value.ofType(Coding).where(code = '2').count() + 3 * %resource.item.answer.value.ofType(Coding).where(code = '3').count() + 4 * %resource.item.answer.value.ofType(Coding).where(code = '4').count())"

Invariant: dl-pcl5-3
Description: "A PCL-5 with answers missing SHOULD have no total."
Severity: #warning
Expression: "item.where(linkId = 'PCL5-total').answer.exists() implies item.answer.value.ofType(Coding).where(code in ('0' | '1' | '2' | '3' | '4')).count() = 20"

Invariant: dl-pcl5-4
Description: "Each answer of a PCL-5 SHOULD be one of those the form offers."
Severity: #warning
Expression: "item.where(linkId.matches('^PCL5-[0-9]+$')).answer.all(value.ofType(Coding).where(code in ('0' | '1' | '2' | '3' | '4')).exists())"
