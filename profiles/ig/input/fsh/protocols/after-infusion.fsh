Instance: after-infusion
InstanceOf: DriplineProtocolActivity
Usage: #definition
Title: "After the infusion"
Description: "What the patient does and does not do after an infusion, said and acknowledged before discharge."
* insert Activity(after-infusion, AfterInfusion, CommunicationRequest)
* title = "After the infusion"
* description = "What the patient does and does not do after an infusion, said and acknowledged before discharge."
