Extension: DriplineAssociationBasis
Id: dripline-association-basis
Title: "Association basis"
Description: "Whether a person confirmed that the device is on this patient, or a message said so."
Context: DeviceUseStatement
* insert Draft
* value[x] 1..1
* value[x] only code
* valueCode from DriplineAssociationBases (required)
