Instance: dripline-gad-7
InstanceOf: Questionnaire
Usage: #definition
Title: "GAD-7"
Description: "Generalized anxiety disorder questionnaire, seven items on the last two weeks."
* insert Form(dripline-gad-7, DriplineGad7, [[GAD-7]])
* description = "Generalized anxiety disorder questionnaire, seven items on the last two weeks."
* copyright = "Copyright (c) Pfizer Inc. Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute. LOINC codes are copyright (c) Regenstrief Institute, Inc. and the LOINC Committee, under the license at http://loinc.org/license."
* code = $LNC#69737-5
* item[+].linkId = "preamble"
* item[=].text = "Over the last 2 weeks, how often have you been bothered by the following problems?"
* item[=].type = #display
* insert ChoiceItem(69725-0, 1, [[Feeling nervous, anxious or on edge]])
* item[=].code = $LNC#69725-0
* insert FrequencyOptions
* insert ChoiceItem(68509-9, 2, [[Not able to stop or control worrying]])
* item[=].code = $LNC#68509-9
* insert FrequencyOptions
* insert ChoiceItem(69733-4, 3, [[Worrying too much about different things]])
* item[=].code = $LNC#69733-4
* insert FrequencyOptions
* insert ChoiceItem(69734-2, 4, [[Trouble relaxing]])
* item[=].code = $LNC#69734-2
* insert FrequencyOptions
* insert ChoiceItem(69735-9, 5, [[Being so restless that it is hard to sit still]])
* item[=].code = $LNC#69735-9
* insert FrequencyOptions
* insert ChoiceItem(69689-8, 6, [[Becoming easily annoyed or irritable]])
* item[=].code = $LNC#69689-8
* insert FrequencyOptions
* insert ChoiceItem(69736-7, 7, [[Feeling afraid as if something awful might happen]])
* item[=].code = $LNC#69736-7
* insert FrequencyOptions
* insert CalculatedTotal(70274-6, Total, integer, [[iif(%resource.item.where(linkId in ('69725-0' | '68509-9' | '69733-4' | '69734-2' | '69735-9' | '69689-8' | '69736-7')).answer.value.count() = 7, %resource.item.where(linkId in ('69725-0' | '68509-9' | '69733-4' | '69734-2' | '69735-9' | '69689-8' | '69736-7')).answer.value.ordinal().aggregate($this + $total, 0), {})]])
* item[=].code = $LNC#70274-6
