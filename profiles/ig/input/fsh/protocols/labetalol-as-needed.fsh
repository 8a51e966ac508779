Instance: labetalol-as-needed
InstanceOf: DriplineProtocolActivity
Usage: #definition
Title: "Labetalol as needed"
Description: "Labetalol by vein for a blood pressure of level two, on order of the prescriber."
* insert Activity(labetalol-as-needed, LabetalolAsNeeded, MedicationRequest)
* title = "Labetalol as needed"
* description = "Labetalol by vein for a blood pressure of level two, on order of the prescriber."
* productCodeableConcept = $RXN#6185 "labetalol"
* dosage.asNeededBoolean = true
* dosage.route = $SCT#47625008 "Intravenous route"
