// The table of metrics of the routes, as a map; a test there holds one against the other.
Instance: dripline-mdc-to-loinc
InstanceOf: ConceptMap
Usage: #definition
Title: "Device codes to LOINC"
Description: "Under which LOINC codes a metric of ISO/IEEE 11073-10101 is charted beside its own. Source: as named in the table of metrics of the routes."
* url = "https://dripline.health/fhir/ConceptMap/dripline-mdc-to-loinc"
* version = "0.1.0"
* name = "DriplineMdcToLoinc"
* title = "Device codes to LOINC"
* status = #draft
* experimental = true
* publisher = "Dripline project"
* description = "Under which LOINC codes a metric of ISO/IEEE 11073-10101 is charted beside its own. Source: as named in the table of metrics of the routes."
* group[+].source = "urn:iso:std:iso:11073:10101"
* group[=].target = "http://loinc.org"
* group[=].element[+].code = #147842
* group[=].element[=].target[+].code = #8867-4
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #150456
* group[=].element[=].target[+].code = #2708-6
* group[=].element[=].target[=].equivalence = #wider
* group[=].element[=].target[+].code = #59408-5
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #151562
* group[=].element[=].target[+].code = #9279-1
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #150021
* group[=].element[=].target[+].code = #8480-6
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #150022
* group[=].element[=].target[+].code = #8462-4
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #150023
* group[=].element[=].target[+].code = #8478-0
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #150301
* group[=].element[=].target[+].code = #8480-6
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #150302
* group[=].element[=].target[+].code = #8462-4
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #150303
* group[=].element[=].target[+].code = #8478-0
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #149530
* group[=].element[=].target[+].code = #8889-8
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #151708
* group[=].element[=].target[+].code = #19891-1
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #151728
* group[=].element[=].target[+].code = #19891-1
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #150344
* group[=].element[=].target[+].code = #8310-5
* group[=].element[=].target[=].equivalence = #equivalent
* group[=].element[+].code = #150364
* group[=].element[=].target[+].code = #8310-5
* group[=].element[=].target[=].equivalence = #equivalent
