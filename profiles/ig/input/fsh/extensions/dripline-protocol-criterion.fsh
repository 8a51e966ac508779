Extension: DriplineProtocolCriterion
Id: dripline-protocol-criterion
Title: "Protocol criterion"
Description: "A rule of a protocol that is words and codes and no number: an exclusion, an interaction, a reason to hold, pause or stop, a condition of discharge. It has its source and mark as a number has."
Context: PlanDefinition
* insert Draft
* extension contains
    code 1..1 MS and
    section 1..1 MS and
    text 1..1 MS and
    severity 0..1 MS and
    override 0..1 MS and
    concept 0..* MS and
    mark 1..1 MS and
    source 1..1 MS
* extension[code] ^short = "Name of the criterion, once in a protocol"
* extension[code].value[x] 1..1
* extension[code].value[x] only code
* extension[section] ^short = "Part of the protocol it belongs to"
* extension[section].value[x] 1..1
* extension[section].value[x] only code
* extension[section].valueCode from DriplineProtocolSections (required)
* extension[text] ^short = "The criterion in words, without a number: a number needs a source of its own"
* extension[text].value[x] 1..1
* extension[text].value[x] only string
* extension[severity] ^short = "high, moderate, low; none: must not alert"
* extension[severity].value[x] 1..1
* extension[severity].value[x] only code
* extension[severity].valueCode from DriplineProtocolSeverities (required)
* extension[override] ^short = "prescriber: with name and reason; never: nobody may pass it"
* extension[override].value[x] 1..1
* extension[override].value[x] only code
* extension[override].valueCode from DriplineProtocolOverrides (required)
* extension[concept] ^short = "Each condition or medicine it is about"
* extension[concept].value[x] 1..1
* extension[concept].value[x] only Coding
* extension[mark] ^short = "V seen in the source, V-2 second hand, GK general knowledge"
* extension[mark].value[x] 1..1
* extension[mark].value[x] only code
* extension[mark].valueCode from DriplineProtocolMarks (required)
* extension[source] ^short = "Label of a citation in relatedArtifact"
* extension[source].value[x] 1..1
* extension[source].value[x] only string
