Instance: esketamine-by-nose
InstanceOf: DriplineProtocolActivity
Usage: #definition
Title: "Esketamine by nose"
Description: "Esketamine nasal spray under observation in a certified place. Not ketamine, and never given by vein."
* insert Activity(esketamine-by-nose, EsketamineByNose, MedicationRequest)
* title = "Esketamine by nose"
* description = "Esketamine nasal spray under observation in a certified place. Not ketamine, and never given by vein."
* productCodeableConcept = $RXN#2119365 "esketamine"
* dosage.route = $SCT#46713006 "Nasal route"
