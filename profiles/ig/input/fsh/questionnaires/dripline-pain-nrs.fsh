Instance: dripline-pain-nrs
InstanceOf: Questionnaire
Usage: #definition
Title: "Pain now, 0 to 10"
Description: "One number for the pain of this moment."
* insert Form(dripline-pain-nrs, DriplinePainNrs, [[Pain now, 0 to 10]])
* description = "One number for the pain of this moment."
* copyright = "LOINC codes are copyright (c) Regenstrief Institute, Inc. and the LOINC Committee, under the license at http://loinc.org/license."
* code = $LNC#72514-3
* insert NumericRatingItem(72514-3, 1, [[How strong is your pain now? 0 is no pain, 10 the worst pain you can imagine.]], 0, 10)
