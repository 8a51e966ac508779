Instance: dripline-indications
InstanceOf: ConceptMap
Usage: #definition
Title: "Indications in SNOMED CT and ICD-10-CM"
Description: "Indications as the record codes them in SNOMED CT, with the ICD-10-CM code a payer asks for. Asked in reverse it leads back. Codes seen in public code lists; which of them belong together is general knowledge, and a draft."
* url = "https://dripline.health/fhir/ConceptMap/dripline-indications"
* version = "0.1.0"
* name = "DriplineIndications"
* title = "Indications in SNOMED CT and ICD-10-CM"
* status = #draft
* experimental = true
* publisher = "Dripline project"
* description = "Indications as the record codes them in SNOMED CT, with the ICD-10-CM code a payer asks for. Asked in reverse it leads back. Codes seen in public code lists; which of them belong together is general knowledge, and a draft."
* group[+].source = "http://snomed.info/sct"
* group[=].target = "http://hl7.org/fhir/sid/icd-10-cm"
* group[=].element[+].code = #370143000
* group[=].element[=].target[+].code = #F32.9
* group[=].element[=].target[=].equivalence = #relatedto
* group[=].element[=].target[+].code = #F33.9
* group[=].element[=].target[=].equivalence = #relatedto
* group[=].element[+].code = #36923009
* group[=].element[=].target[+].code = #F32.9
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #66344007
* group[=].element[=].target[+].code = #F33.9
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[=].target[+].code = #F33.1
* group[=].element[=].target[=].equivalence = #narrower
* group[=].element[=].target[+].code = #F33.2
* group[=].element[=].target[=].equivalence = #narrower
* group[=].element[+].code = #73867007
* group[=].element[=].target[+].code = #F32.3
* group[=].element[=].target[=].equivalence = #narrower
* group[=].element[=].target[+].code = #F33.3
* group[=].element[=].target[=].equivalence = #narrower
* group[=].element[+].code = #47505003
* group[=].element[=].target[+].code = #F43.10
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[=].target[+].code = #F43.12
* group[=].element[=].target[=].equivalence = #narrower
* group[=].element[+].code = #21897009
* group[=].element[=].target[+].code = #F41.1
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #191736004
* group[=].element[=].target[+].code = #F42.9
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[=].target[+].code = #F42.2
* group[=].element[=].target[=].equivalence = #narrower
* group[=].element[+].code = #13746004
* group[=].element[=].target[+].code = #F31.9
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #16295005
* group[=].element[=].target[+].code = #F31.81
* group[=].element[=].target[=].equivalence = #relatedto
* group[=].element[+].code = #58703003
* group[=].element[=].target[+].code = #F53.0
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #734947007
* group[=].element[=].target[+].code = #G90.50
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #247398009
* group[=].element[=].target[+].code = #M79.2
* group[=].element[=].target[=].equivalence = #relatedto
* group[=].element[+].code = #2177002
* group[=].element[=].target[+].code = #B02.29
* group[=].element[=].target[=].equivalence = #relatedto
* group[=].element[+].code = #193114000
* group[=].element[=].target[+].code = #G54.6
* group[=].element[=].target[=].equivalence = #narrower
* group[=].element[+].code = #203082005
* group[=].element[=].target[+].code = #M79.7
* group[=].element[=].target[=].equivalence = #equivalent
