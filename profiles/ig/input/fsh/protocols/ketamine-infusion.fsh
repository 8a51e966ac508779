Instance: ketamine-infusion
InstanceOf: DriplineProtocolActivity
Usage: #definition
Title: "Ketamine infusion"
Description: "Racemic ketamine by intravenous infusion with a controlled pump. An off-label use of an approved anaesthetic."
* insert Activity(ketamine-infusion, KetamineInfusion, MedicationRequest)
* title = "Ketamine infusion"
* description = "Racemic ketamine by intravenous infusion with a controlled pump. An off-label use of an approved anaesthetic."
* productCodeableConcept = $RXN#6130 "ketamine"
* dosage.route = $SCT#47625008 "Intravenous route"
* dosage.method = $SCT#14152002 "Intravenous infusion"
