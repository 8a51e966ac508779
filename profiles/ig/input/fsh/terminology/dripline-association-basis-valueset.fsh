ValueSet: DriplineAssociationBases
Id: dripline-association-basis
Title: "Association bases"
Description: "What an association rests on."
* insert Draft
* include codes from system DriplineAssociationBasisCodes
