ValueSet: DriplineProtocolFamilies
Id: dripline-protocol-family
Title: "Families of protocols"
Description: "What a protocol is for."
* insert Draft
* include codes from system DriplineProtocolFamilyCodes
