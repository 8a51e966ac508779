Instance: journal-entry
InstanceOf: NamingSystem
Usage: #definition
Title: "Journal entry"
Description: "Identifies one message as it arrived."
* name = "JournalEntry"
* status = #draft
* kind = #identifier
* date = "2026-01-01"
* publisher = "Dripline project"
* description = "Number of a message in the journal, where its bytes are kept as they came. A Provenance names it as what the resources were made from."
* uniqueId.type = #uri
* uniqueId.value = "https://dripline.health/fhir/NamingSystem/journal-entry"
* uniqueId.preferred = true
