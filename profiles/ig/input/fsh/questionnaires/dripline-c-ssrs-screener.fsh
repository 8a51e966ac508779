// What is asked only after a yes is said in words. A condition would have a validator that knows the form refuse an answer
// to a question that should not have been asked, and such an answer can be a suicidal one.
Instance: dripline-c-ssrs-screener
InstanceOf: Questionnaire
Usage: #definition
Title: "Columbia screener, recent"
Description: "Columbia suicide severity rating scale, screener on the past month: two questions for everybody, three more after a yes to the second, and one on behaviour."
* insert Form(dripline-c-ssrs-screener, DriplineCSsrsScreener, [[Columbia screener, recent]])
* description = "Columbia suicide severity rating scale, screener on the past month: two questions for everybody, three more after a yes to the second, and one on behaviour."
* copyright = "(c) Columbia Lighthouse Project, Dr. Kelly Posner. The scale may be reproduced without permission; training in its use is advised. LOINC codes are copyright (c) Regenstrief Institute, Inc. and the LOINC Committee, under the license at http://loinc.org/license."
* code = $LNC#93373-9
* item[+].linkId = "preamble"
* item[=].text = "In the past month:"
* item[=].type = #display
* insert ChoiceItem(93246-7, 1, [[Have you wished you were dead or wished you could go to sleep and not wake up?]])
* item[=].code = $LNC#93246-7
* insert YesNoOptions
* insert ChoiceItem(93247-5, 2, [[Have you actually had any thoughts about killing yourself?]])
* item[=].code = $LNC#93247-5
* insert YesNoOptions
* item[+].linkId = "after-2"
* item[=].text = "If the answer to 2 is yes, go on with 3, 4 and 5; if it is no, with 6."
* item[=].type = #display
* insert ChoiceItem(93248-3, 3, [[Have you been thinking about how you might do this?]])
* item[=].code = $LNC#93248-3
* insert YesNoOptions
* insert ChoiceItem(93249-1, 4, [[Have you had these thoughts and had some intention of acting on them?]])
* item[=].code = $LNC#93249-1
* insert YesNoOptions
* insert ChoiceItem(93250-9, 5, [[Have you started to work out or worked out the details of how to kill yourself? Do you intend to carry out this plan?]])
* item[=].code = $LNC#93250-9
* insert YesNoOptions
* insert ChoiceItem(93267-3, 6, [[Have you ever done anything, started to do anything, or prepared to do anything to end your life?]])
* item[=].code = $LNC#93267-3
* insert YesNoOptions
* item[+].linkId = "after-6"
* item[=].text = "If the answer to 6 is yes:"
* item[=].type = #display
* insert ChoiceItem(93269-9, 6b, [[Was this within the past three months?]])
* item[=].code = $LNC#93269-9
* insert YesNoOptions
