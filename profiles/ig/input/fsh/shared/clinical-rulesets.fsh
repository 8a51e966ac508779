// A filled-in form of ours. Nothing of it is required: one answer alone is kept, whatever else is missing.
// What US Core's response asks for is asked here too; deriving from it needs a profile of SDC that our validators lack.
RuleSet: FormResponse(form)
* insert Draft
* questionnaire 1..1 MS
* questionnaire ^short = "The form: Questionnaire/{form}, with its version when known"
* status MS
* subject 1..1 MS
* subject only Reference(Patient)
* encounter MS
* authored 1..1 MS
* author MS
* source MS
* item MS

// A form of ours. None of its items is required: see FormResponse.
RuleSet: Form(form, name, title)
* url = "https://dripline.health/fhir/Questionnaire/{form}"
* name = "{name}"
* title = "{title}"
* version = "0.1.0"
* status = #draft
* experimental = true
* publisher = "Dripline project"
* subjectType = #Patient

// An item that is answered by one of a few codes.
RuleSet: ChoiceItem(link, prefix, text)
* item[+].linkId = "{link}"
* item[=].prefix = "{prefix}"
* item[=].text = "{text}"
* item[=].type = #choice

// Points of one answer, as SDC counts them.
RuleSet: ScoredOption(index, points)
* item[=].answerOption[{index}].extension.url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
* item[=].answerOption[{index}].extension.valueDecimal = {points}

// LOINC answer list LL358-3, of PHQ-9 and GAD-7.
RuleSet: FrequencyOptions
* item[=].answerOption[0].valueCoding = $LNC#LA6568-5 "Not at all"
* insert ScoredOption(0, 0)
* item[=].answerOption[1].valueCoding = $LNC#LA6569-3 "Several days"
* insert ScoredOption(1, 1)
* item[=].answerOption[2].valueCoding = $LNC#LA6570-1 "More than half the days"
* insert ScoredOption(2, 2)
* item[=].answerOption[3].valueCoding = $LNC#LA6571-9 "Nearly every day"
* insert ScoredOption(3, 3)

// LOINC answer list LL359-1. The codes are not in the order of severity.
RuleSet: DifficultyOptions
* item[=].answerOption[0].valueCoding = $LNC#LA6572-7 "Not difficult at all"
* item[=].answerOption[1].valueCoding = $LNC#LA6573-5 "Somewhat difficult"
* item[=].answerOption[2].valueCoding = $LNC#LA6575-0 "Very difficult"
* item[=].answerOption[3].valueCoding = $LNC#LA6574-3 "Extremely difficult"

RuleSet: BotherOptions
* item[=].answerOption[0].valueCoding = DriplinePcl5Answers#0 "Not at all"
* insert ScoredOption(0, 0)
* item[=].answerOption[1].valueCoding = DriplinePcl5Answers#1 "A little bit"
* insert ScoredOption(1, 1)
* item[=].answerOption[2].valueCoding = DriplinePcl5Answers#2 "Moderately"
* insert ScoredOption(2, 2)
* item[=].answerOption[3].valueCoding = DriplinePcl5Answers#3 "Quite a bit"
* insert ScoredOption(3, 3)
* item[=].answerOption[4].valueCoding = DriplinePcl5Answers#4 "Extremely"
* insert ScoredOption(4, 4)

RuleSet: YesNoOptions
* item[=].answerOption[0].valueCoding = $LNC#LA33-6 "Yes"
* item[=].answerOption[1].valueCoding = $LNC#LA32-8 "No"

// Yes, no, or not known: a question nobody could answer is an answer too.
RuleSet: YesNoUnknownOptions
* item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"

// A whole number from 0 to 10.
RuleSet: NumericRatingItem(link, prefix, text, lowest, highest)
* item[+].linkId = "{link}"
* item[=].code = $LNC#{link}
* item[=].prefix = "{prefix}"
* item[=].text = "{text}"
* item[=].type = #integer
* item[=].extension[0].url = "http://hl7.org/fhir/StructureDefinition/minValue"
* item[=].extension[0].valueInteger = {lowest}
* item[=].extension[1].url = "http://hl7.org/fhir/StructureDefinition/maxValue"
* item[=].extension[1].valueInteger = {highest}

// A total that an SDC form filler works out itself, and only when every item is answered.
RuleSet: CalculatedTotal(link, text, type, expression)
* item[+].linkId = "{link}"
* item[=].text = "{text}"
* item[=].type = #{type}
* item[=].readOnly = true
* item[=].extension.url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
* item[=].extension.valueExpression.language = #text/fhirpath
* item[=].extension.valueExpression.expression = "{expression}"

// A plan of infusions. The window is the Timing's period and periodMax, the number of sessions its count.
RuleSet: CoursePlan
* insert Draft
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* obeys dl-plan-1 and dl-plan-3 and dl-plan-4 and dl-plan-5
* extension contains DriplineCoursePhase named phase 1..1 MS
* instantiatesCanonical MS
* instantiatesCanonical ^short = "The protocol, with its version"
* replaces MS
* status MS
* subject MS
* period MS
* careTeam MS
* addresses MS
* supportingInfo MS
* activity 1..* MS
* activity.extension contains DriplinePlannedSession named session 0..1 MS
* activity.outcomeReference MS
* activity.detail MS
* activity.detail.status MS
* activity.detail.statusReason MS
* activity.detail.scheduled[x] MS

// A section of the care summary, told by its code.
RuleSet: SummarySection(slice, short)
* section contains {slice} 0..1 MS
* section[{slice}] ^short = "{short}"
* section[{slice}].code 1..1
* section[{slice}].title 1..1
* section[{slice}].text 1..1 MS
