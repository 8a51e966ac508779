Instance: dose-check
InstanceOf: OperationDefinition
Usage: #definition
Title: "Order, bag and pump compared"
Description: "Compares what was ordered with its own arithmetic, with the bag, the pump and the protocol. Nothing is stored."
* url = "https://dripline.health/fhir/OperationDefinition/dose-check"
* version = "0.1.0"
* name = "DriplineDoseCheck"
* title = "Order, bag and pump compared"
* status = #draft
* experimental = true
* publisher = "Dripline project"
* description = "Compares what was ordered with its own arithmetic, with the bag, the pump and the protocol. Nothing is stored."
* kind = #operation
* code = #dose-check
* affectsState = false
* resource[+] = #MedicationRequest
* system = true
* type = false
* instance = true
* parameter[+].name = #order
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The infusion order; not needed where the operation is called on one"
* parameter[=].type = #Reference
* parameter[+].name = #protocol
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The protocol, by its canonical address. Without it that of the session, else the limits all protocols share."
* parameter[=].type = #canonical
* parameter[+].name = #weight
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The body weight in kg the pump or the nurse has"
* parameter[=].type = #Quantity
* parameter[+].name = #concentration
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "mg/mL set at the pump, or on the label of the bag"
* parameter[=].type = #Quantity
* parameter[+].name = #rate
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "mL/h programmed"
* parameter[=].type = #Quantity
* parameter[+].name = #volume
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "mL to be infused as programmed"
* parameter[=].type = #Quantity
* parameter[+].name = #bolus
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "mg of a bolus"
* parameter[=].type = #Quantity
* parameter[+].name = #result
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "agrees, attention or refused"
* parameter[=].type = #code
* parameter[+].name = #finding
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "One thing that does not agree"
* parameter[=].part[+].name = #check
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What was compared"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #severity
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "hard-stop, needs-override or info"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #detail
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Both figures with their units"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Where the limit is from"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #mark
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "V, V-2 or GK"
* parameter[=].part[=].type = #code
