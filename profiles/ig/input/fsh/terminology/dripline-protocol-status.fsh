CodeSystem: DriplineProtocolStatusCodes
Id: dripline-protocol-status
Title: "Protocol statuses"
Description: "Whether a protocol was signed by a clinician."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #signed "Signed" "A clinician signed this version."
* #draft "Draft" "Nobody signed this version: its numbers are examples."
