Instance: dripline-peg
InstanceOf: Questionnaire
Usage: #definition
Title: "PEG"
Description: "Pain intensity, enjoyment of life and general activity over the past week, three numbers and their mean."
* insert Form(dripline-peg, DriplinePeg, [[PEG]])
* description = "Pain intensity, enjoyment of life and general activity over the past week, three numbers and their mean."
* copyright = "PEG: Krebs E.E. and colleagues (2009), believed free to use; not verified. LOINC codes are copyright (c) Regenstrief Institute, Inc. and the LOINC Committee, under the license at http://loinc.org/license."
* code = $LNC#91148-7
* insert NumericRatingItem(75893-8, 1, [[What number best describes your pain on average in the past week?]], 0, 10)
* insert NumericRatingItem(91145-3, 2, [[What number best describes how, during the past week, pain has interfered with your enjoyment of life?]], 0, 10)
* insert NumericRatingItem(91146-1, 3, [[What number best describes how, during the past week, pain has interfered with your general activity?]], 0, 10)
* insert CalculatedTotal(91147-9, Mean, decimal, [[iif(%resource.item.where(linkId in ('75893-8' | '91145-3' | '91146-1')).answer.value.count() = 3, (%resource.item.where(linkId in ('75893-8' | '91145-3' | '91146-1')).answer.value.aggregate($this + $total, 0) / 3).round(1), {})]])
* item[=].code = $LNC#91147-9
