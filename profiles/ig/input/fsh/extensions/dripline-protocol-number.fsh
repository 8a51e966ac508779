Extension: DriplineProtocolNumber
Id: dripline-protocol-number
Title: "Protocol number"
Description: "One number of a protocol: what it is, its value, how far it is trusted, and where it is from. Every number a protocol has stands in one of these and nowhere else, so that a machine lists them all and a person signs them all."
Context: PlanDefinition
* insert Draft
* extension contains
    code 1..1 MS and
    value 1..1 MS and
    mark 1..1 MS and
    source 1..1 MS
* extension[code] ^short = "What the number is: a code of dripline-protocol-number, or of the clinic's own"
* extension[code].value[x] 1..1
* extension[code].value[x] only code
* extension[value] ^short = "A quantity, or a range with both ends, in the UCUM unit of its code"
* extension[value].value[x] 1..1
* extension[value].value[x] only Quantity or Range
* extension[mark] ^short = "V seen in the source, V-2 second hand, GK general knowledge"
* extension[mark].value[x] 1..1
* extension[mark].value[x] only code
* extension[mark].valueCode from DriplineProtocolMarks (required)
* extension[source] ^short = "Label of a citation in relatedArtifact"
* extension[source].value[x] 1..1
* extension[source].value[x] only string
