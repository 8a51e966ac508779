Instance: ondansetron-as-needed
InstanceOf: DriplineProtocolActivity
Usage: #definition
Title: "Ondansetron as needed"
Description: "Ondansetron by vein for nausea or vomiting."
* insert Activity(ondansetron-as-needed, OndansetronAsNeeded, MedicationRequest)
* title = "Ondansetron as needed"
* description = "Ondansetron by vein for nausea or vomiting."
* productCodeableConcept = $RXN#26225 "ondansetron"
* dosage.asNeededBoolean = true
* dosage.route = $SCT#47625008 "Intravenous route"
