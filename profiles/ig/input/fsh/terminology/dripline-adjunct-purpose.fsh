CodeSystem: DriplineAdjunctPurposeCodes
Id: dripline-adjunct-purpose
Title: "Adjunct purposes"
Description: "What a medication beside ketamine is given for."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #prophylaxis "Prophylaxis" "To prevent what is expected, such as nausea."
* #rescue "Rescue" "To treat what has happened."
* #co-infusion "Co-infusion" "An infusion of its own in the same session."
