// IHE PCD Technical Framework, volume 2, OBX-8: what a device says against its own value. The others (INV, CAL, TEST,
// DEMO and the like) are not here, since a value with one of them is not charted.
CodeSystem: DriplineDeviceMarkCodes
Id: dripline-device-mark
Title: "Device marks"
Description: "What a device says of its own value in OBX-8 of IHE PCD messages, as an Observation or a component carries it in interpretation."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #QUES "Questionable" "The device doubts the value. It is charted, used, and counted as questionable."
