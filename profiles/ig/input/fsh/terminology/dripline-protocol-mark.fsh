CodeSystem: DriplineProtocolMarkCodes
Id: dripline-protocol-mark
Title: "Marks of a source"
Description: "How far the source of a number is trusted."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #V "seen" "The text was seen in the source named."
* #V-2 "second hand" "Seen only in another text that reports the source."
* #GK "general knowledge" "Common practice or an example of this project; no source was seen. To be replaced or confirmed by whoever signs."
