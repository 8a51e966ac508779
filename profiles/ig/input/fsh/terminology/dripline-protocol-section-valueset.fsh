ValueSet: DriplineProtocolSections
Id: dripline-protocol-section
Title: "Sections of a protocol"
Description: "The parts of a protocol, in the order of its sheet."
* insert Draft
* include codes from system DriplineProtocolSectionCodes
