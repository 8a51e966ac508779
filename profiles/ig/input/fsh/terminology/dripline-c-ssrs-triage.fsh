// Data, not code: the level of a screener is the highest level of the questions answered with yes.
Instance: dripline-c-ssrs-triage
InstanceOf: ConceptMap
Usage: #definition
Title: "C-SSRS triage"
Description: "Which level of risk a yes to each question of the Columbia screener means. The level of a screener is the highest of them. A draft until a clinician has signed it."
* url = "https://dripline.health/fhir/ConceptMap/dripline-c-ssrs-triage"
* version = "0.1.0"
* name = "DriplineCSsrsTriage"
* title = "C-SSRS triage"
* status = #draft
* experimental = true
* publisher = "Dripline project"
* description = "Which level of risk a yes to each question of the Columbia screener means. The level of a screener is the highest of them. A draft until a clinician has signed it."
* group.source = "http://loinc.org"
* group.target = "http://terminology.hl7.org/CodeSystem/risk-probability"
* group.element[+].code = #93246-7
* group.element[=].target.code = #low
* group.element[=].target.equivalence = #relatedto
* group.element[=].target.comment = "V. C-SSRS triage guidelines (docsbay 914678)"
* group.element[+].code = #93247-5
* group.element[=].target.code = #low
* group.element[=].target.equivalence = #relatedto
* group.element[=].target.comment = "V. C-SSRS triage guidelines (docsbay 914678)"
* group.element[+].code = #93248-3
* group.element[=].target.code = #moderate
* group.element[=].target.equivalence = #relatedto
* group.element[=].target.comment = "V. C-SSRS triage guidelines (docsbay 914678)"
* group.element[+].code = #93249-1
* group.element[=].target.code = #high
* group.element[=].target.equivalence = #relatedto
* group.element[=].target.comment = "V. C-SSRS triage guidelines (docsbay 914678)"
* group.element[+].code = #93250-9
* group.element[=].target.code = #high
* group.element[=].target.equivalence = #relatedto
* group.element[=].target.comment = "V. C-SSRS triage guidelines (docsbay 914678)"
* group.element[+].code = #93267-3
* group.element[=].target.code = #moderate
* group.element[=].target.equivalence = #relatedto
* group.element[=].target.comment = "V-2. C-SSRS triage guidelines (docsbay 914678); behaviour longer than three months ago, seen second hand"
* group.element[+].code = #93269-9
* group.element[=].target.code = #high
* group.element[=].target.equivalence = #relatedto
* group.element[=].target.comment = "V. C-SSRS triage guidelines (docsbay 914678)"
