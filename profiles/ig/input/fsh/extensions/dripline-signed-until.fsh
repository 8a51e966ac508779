Extension: DriplineSignedUntil
Id: dripline-signed-until
Title: "Signed until"
Description: "The last day on which a signature holds."
Context: Provenance
* insert Draft
* value[x] 1..1
* value[x] only date
