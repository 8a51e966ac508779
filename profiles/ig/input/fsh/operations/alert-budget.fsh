Instance: alert-budget
InstanceOf: OperationDefinition
Usage: #definition
Title: "Alert budget"
Description: "How often each rule fired in a period and what was made of it: issues of the gate, cards in host EHRs, findings of sessions. It names nobody. Nothing is stored."
* url = "https://dripline.health/fhir/OperationDefinition/alert-budget"
* version = "0.1.0"
* name = "DriplineAlertBudget"
* title = "Alert budget"
* status = #draft
* experimental = true
* publisher = "Dripline project"
* description = "How often each rule fired in a period and what was made of it: issues of the gate, cards in host EHRs, findings of sessions. It names nobody. Nothing is stored."
* kind = #operation
* code = #alert-budget
* affectsState = false
* resource[+] = #DetectedIssue
* system = false
* type = true
* instance = false
* parameter[+].name = #start
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "First day, in the clinic's zone; absent: 30 days with the last"
* parameter[=].type = #date
* parameter[+].name = #end
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Last day; absent: today"
* parameter[=].type = #date
* parameter[+].name = #period
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The days counted"
* parameter[=].type = #Period
* parameter[+].name = #rule
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "*"
* parameter[=].documentation = "One rule of the gate or of the server, also one that never fired"
* parameter[=].part[+].name = #code
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Code of dripline-eligibility-rule"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #fired
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Episodes that began in the period; each is one issue"
* parameter[=].part[=].type = #integer
* parameter[=].part[+].name = #overridden
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Of these, passed by somebody named"
* parameter[=].part[=].type = #integer
* parameter[=].part[+].name = #resolved
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Of the others, no longer found"
* parameter[=].part[=].type = #integer
* parameter[=].part[+].name = #upheld
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Of the others, upheld by a clinician"
* parameter[=].part[=].type = #integer
* parameter[=].part[+].name = #open
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The rest"
* parameter[=].part[=].type = #integer
* parameter[+].name = #card
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "Cards of one rule that were shown in host EHRs"
* parameter[=].part[+].name = #code
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Code of dripline-eligibility-rule, or dose-check, not-recorded, no-record or hold"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #shown
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "How often"
* parameter[=].part[=].type = #integer
* parameter[=].part[+].name = #accepted
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Of these, accepted as told by the EHR"
* parameter[=].part[=].type = #integer
* parameter[=].part[+].name = #overridden
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Of these, overridden there"
* parameter[=].part[=].type = #integer
* parameter[=].part[+].name = #reason
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "*"
* parameter[=].part[=].documentation = "Overrides for one reason"
* parameter[=].part[=].part[+].name = #code
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "Code of dripline-override-reason"
* parameter[=].part[=].part[=].type = #code
* parameter[=].part[=].part[+].name = #overridden
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "How many"
* parameter[=].part[=].part[=].type = #integer
* parameter[+].name = #sessions
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "Sessions that began in the period"
* parameter[=].type = #integer
* parameter[+].name = #session-finding
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "One finding of session summaries; these interrupt nobody"
* parameter[=].part[+].name = #code
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "As in the summary of a session"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #sessions
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "In how many sessions"
* parameter[=].part[=].type = #integer
