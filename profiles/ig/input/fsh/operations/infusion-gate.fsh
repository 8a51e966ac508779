Instance: infusion-gate
InstanceOf: OperationDefinition
Usage: #definition
Title: "The gate before an infusion"
Description: "Judges the whole record of a patient before an infusion: what speaks against it, what is not recorded, and what a prescriber has overridden. Each episode is one DetectedIssue, however often it is asked."
* url = "https://dripline.health/fhir/OperationDefinition/infusion-gate"
* version = "0.1.0"
* name = "DriplineInfusionGate"
* title = "The gate before an infusion"
* status = #draft
* experimental = true
* publisher = "Dripline project"
* description = "Judges the whole record of a patient before an infusion: what speaks against it, what is not recorded, and what a prescriber has overridden. Each episode is one DetectedIssue, however often it is asked."
* kind = #operation
* code = #infusion-gate
* affectsState = true
* resource[+] = #Patient
* system = false
* type = false
* instance = true
* parameter[+].name = #encounter
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The session that is to start. Without it only what holds for the course is judged."
* parameter[=].type = #Reference
* parameter[+].name = #protocol
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The protocol, by its canonical address. Without it that of the session, else the limits all protocols share."
* parameter[=].type = #canonical
* parameter[+].name = #result
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "clear, needs-override, incomplete or stopped"
* parameter[=].type = #code
* parameter[+].name = #protocol
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The protocol that was judged by, with its version"
* parameter[=].type = #canonical
* parameter[+].name = #standing
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "draft or signed: whether its numbers were signed"
* parameter[=].type = #code
* parameter[+].name = #withheld
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "There is a hold that rests on what the caller may not read"
* parameter[=].part[+].name = #severity
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "hard-stop or needs-override: that of the gravest"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #detail
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Whom to ask"
* parameter[=].part[=].type = #string
* parameter[+].name = #finding
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "One thing that speaks against it, when the caller may read all that it rests on"
* parameter[=].part[+].name = #rule
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Code of dripline-eligibility-rule"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #kind
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "found, contradicted or not-known"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #severity
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "hard-stop, needs-override or info"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #overridable
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Whether a prescriber may pass it"
* parameter[=].part[=].type = #boolean
* parameter[=].part[+].name = #overridden
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Whether a clinician has passed it, on what is known now"
* parameter[=].part[=].type = #boolean
* parameter[=].part[+].name = #detail
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What was found, as record"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #evidence
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "*"
* parameter[=].part[=].documentation = "What it rests on"
* parameter[=].part[=].type = #Reference
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Where the rule is from"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #mark
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "V, V-2 or GK"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #issue
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The DetectedIssue of this episode"
* parameter[=].part[=].type = #Reference
* parameter[+].name = #missing
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "One thing that is not recorded"
* parameter[=].part[+].name = #rule
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Code of dripline-eligibility-rule"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #severity
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "hard-stop or info"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #detail
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What is not recorded"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Where the rule is from"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #mark
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "V, V-2 or GK"
* parameter[=].part[=].type = #code
