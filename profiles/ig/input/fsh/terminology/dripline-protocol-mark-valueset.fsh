ValueSet: DriplineProtocolMarks
Id: dripline-protocol-mark
Title: "Marks of a source"
Description: "How far the source of a number is trusted."
* insert Draft
* include codes from system DriplineProtocolMarkCodes
