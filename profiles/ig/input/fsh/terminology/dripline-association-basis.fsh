CodeSystem: DriplineAssociationBasisCodes
Id: dripline-association-basis
Title: "Association bases"
Description: "What says that a device is on a patient."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #person "Confirmed by a person" "Somebody at the bedside confirmed it."
* #message "Said by a message" "A device, a gateway or an ADT message said it, and nobody confirmed it."
