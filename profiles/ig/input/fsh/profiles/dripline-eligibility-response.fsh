Profile: DriplineEligibilityResponse
Parent: QuestionnaireResponse
Id: dripline-eligibility-response
Title: "Eligibility, answered"
Description: "What the patient, or whoever asked, answered before a course or a session."
* insert FormResponse(dripline-eligibility)
* obeys dl-eligibility-1 and dl-eligibility-2 and dl-eligibility-3

Invariant: dl-eligibility-1
Description: "The answers SHOULD be those of the form this profile is for."
Severity: #warning
Expression: "questionnaire.startsWith('https://dripline.health/fhir/Questionnaire/dripline-eligibility')"

Invariant: dl-eligibility-2
Description: "A completed form SHOULD answer all nine exclusions."
Severity: #warning
Expression: "(status = 'completed' or status = 'amended') implies item.where(linkId = 'exclusions').item.where(linkId in ('uncontrolled-hypertension' | 'unstable-cardiovascular-disease' | 'uncontrolled-thyroid-disease' | 'raised-intracranial-pressure' | 'psychosis' | 'mania' | 'uncontrolled-glaucoma' | 'pregnancy' | 'prior-reaction-to-ketamine')).answer.count() = 9"

Invariant: dl-eligibility-3
Description: "An escort that was confirmed SHOULD have a name and a number."
Severity: #warning
Expression: "item.where(linkId = 'day-of-infusion').item.where(linkId = 'escort-confirmed').answer.value.ofType(Coding).where(code = 'Y').exists() implies (item.where(linkId = 'day-of-infusion').item.where(linkId = 'escort-name').answer.exists() and item.where(linkId = 'day-of-infusion').item.where(linkId = 'escort-phone').answer.exists())"
