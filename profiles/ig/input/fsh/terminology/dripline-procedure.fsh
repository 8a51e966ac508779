CodeSystem: DriplineProcedureCodes
Id: dripline-procedure
Title: "Dripline procedures"
Description: "What is done in a session and has no SNOMED CT code that we could verify."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #intravenous-access "Intravenous access" "Placing a peripheral venous cannula."
