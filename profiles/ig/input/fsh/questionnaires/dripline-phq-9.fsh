Instance: dripline-phq-9
InstanceOf: Questionnaire
Usage: #definition
Title: "PHQ-9"
Description: "Patient Health Questionnaire, nine items on the last two weeks, and one on how difficult the problems made life."
* insert Form(dripline-phq-9, DriplinePhq9, [[PHQ-9]])
* description = "Patient Health Questionnaire, nine items on the last two weeks, and one on how difficult the problems made life."
* copyright = "Copyright (c) Pfizer Inc. Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute. LOINC codes are copyright (c) Regenstrief Institute, Inc. and the LOINC Committee, under the license at http://loinc.org/license."
* code = $LNC#44249-1
* item[+].linkId = "preamble"
* item[=].text = "Over the last 2 weeks, how often have you been bothered by any of the following problems?"
* item[=].type = #display
* insert ChoiceItem(44250-9, 1, [[Little interest or pleasure in doing things]])
* item[=].code = $LNC#44250-9
* insert FrequencyOptions
* insert ChoiceItem(44255-8, 2, [[Feeling down, depressed, or hopeless]])
* item[=].code = $LNC#44255-8
* insert FrequencyOptions
* insert ChoiceItem(44259-0, 3, [[Trouble falling or staying asleep, or sleeping too much]])
* item[=].code = $LNC#44259-0
* insert FrequencyOptions
* insert ChoiceItem(44254-1, 4, [[Feeling tired or having little energy]])
* item[=].code = $LNC#44254-1
* insert FrequencyOptions
* insert ChoiceItem(44251-7, 5, [[Poor appetite or overeating]])
* item[=].code = $LNC#44251-7
* insert FrequencyOptions
* insert ChoiceItem(44258-2, 6, [[Feeling bad about yourself-or that you are a failure or have let yourself or your family down]])
* item[=].code = $LNC#44258-2
* insert FrequencyOptions
* insert ChoiceItem(44252-5, 7, [[Trouble concentrating on things, such as reading the newspaper or watching television]])
* item[=].code = $LNC#44252-5
* insert FrequencyOptions
* insert ChoiceItem(44253-3, 8, [[Moving or speaking so slowly that other people could have noticed. Or the opposite-being so fidgety or restless that you have been moving around a lot more than usual]])
* item[=].code = $LNC#44253-3
* insert FrequencyOptions
* insert ChoiceItem(44260-8, 9, [[Thoughts that you would be better off dead, or of hurting yourself in some way]])
* item[=].code = $LNC#44260-8
* insert FrequencyOptions
* insert ChoiceItem(69722-7, 10, [[How difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?]])
* item[=].code = $LNC#69722-7
* insert DifficultyOptions
* insert CalculatedTotal(44261-6, Total, integer, [[iif(%resource.item.where(linkId in ('44250-9' | '44255-8' | '44259-0' | '44254-1' | '44251-7' | '44258-2' | '44252-5' | '44253-3' | '44260-8')).answer.value.count() = 9, %resource.item.where(linkId in ('44250-9' | '44255-8' | '44259-0' | '44254-1' | '44251-7' | '44258-2' | '44252-5' | '44253-3' | '44260-8')).answer.value.ordinal().aggregate($this + $total, 0), {})]])
* item[=].code = $LNC#44261-6
