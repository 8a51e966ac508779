CodeSystem: DriplineMedicationCodes
Id: dripline-medication
Title: "Dripline medications"
Description: "What is given in a session and has no RxNorm code that we could verify."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #oxygen "Oxygen, inhaled" "Oxygen by mask or cannula."
