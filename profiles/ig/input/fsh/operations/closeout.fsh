Instance: closeout
InstanceOf: OperationDefinition
Usage: #definition
Title: "Close a session"
Description: "Writes what a finished session leaves: Procedure, administrations, scores and Provenance, worked out from what was charted. Called again it writes the same once. An incomplete record is refused with a list of what is missing."
* url = "https://dripline.health/fhir/OperationDefinition/closeout"
* version = "0.1.0"
* name = "DriplineCloseout"
* title = "Close a session"
* status = #draft
* experimental = true
* publisher = "Dripline project"
* description = "Writes what a finished session leaves: Procedure, administrations, scores and Provenance, worked out from what was charted. Called again it writes the same once. An incomplete record is refused with a list of what is missing."
* kind = #operation
* code = #closeout
* affectsState = true
* resource[+] = #Encounter
* system = false
* type = false
* instance = true
* parameter[+].name = #practitioner
* parameter[=].use = #in
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "Who closes the session"
* parameter[=].type = #Reference
* parameter[+].name = #witness
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Who saw the rest discarded; needed when drug is left over"
* parameter[=].type = #Reference
* parameter[+].name = #stopReason
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Why the infusion ended early, where no administration on record says it"
* parameter[=].type = #CodeableConcept
* parameter[+].name = #return
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "A Bundle of what was written"
* parameter[=].type = #Bundle
