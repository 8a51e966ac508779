Instance: session-summary
InstanceOf: OperationDefinition
Usage: #definition
Title: "Summary of a session"
Description: "What the reports, checks and charts of one session add up to: dose, rates, times, vital signs, pauses, and each number with the rule, the limits and the records that made it. Nothing is stored."
* url = "https://dripline.health/fhir/OperationDefinition/session-summary"
* version = "0.1.0"
* name = "DriplineSessionSummary"
* title = "Summary of a session"
* status = #draft
* experimental = true
* publisher = "Dripline project"
* description = "What the reports, checks and charts of one session add up to: dose, rates, times, vital signs, pauses, and each number with the rule, the limits and the records that made it. Nothing is stored."
* kind = #operation
* code = #session-summary
* affectsState = false
* resource[+] = #Encounter
* system = false
* type = false
* instance = true
* parameter[+].name = #at
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The moment asked about; now when absent"
* parameter[=].type = #dateTime
* parameter[+].name = #figure
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "Only the figures of these names, each with all its records"
* parameter[=].type = #code
* parameter[+].name = #encounter
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The session"
* parameter[=].type = #Reference
* parameter[+].name = #at
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The moment the answer is for"
* parameter[=].type = #dateTime
* parameter[+].name = #state
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "What may be said of the pump: not-started, running, paused, keep-vein-open, ended, unknown"
* parameter[=].type = #code
* parameter[+].name = #protocol
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Canonical of the protocol whose limits were used; the examples that ship when absent"
* parameter[=].type = #string
* parameter[+].name = #figure
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "One number, and what made it"
* parameter[=].part[+].name = #code
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its name"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #title
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "A few words"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #value
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Quantity in UCUM, or a word; absent when it is not known"
* parameter[=].part[=].type = #Element
* parameter[=].part[+].name = #at
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The moment it speaks of"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #rule
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "How it is worked out"
* parameter[=].part[=].part[+].name = #id
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "Name of the rule; it does not change"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[=].part[+].name = #words
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "The definition in one sentence"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[=].part[+].name = #source
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "Where the definition is from"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[+].name = #limit
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "*"
* parameter[=].part[=].documentation = "A limit it was compared with"
* parameter[=].part[=].part[+].name = #code
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "Its name, such as that of a number of the protocol"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[=].part[+].name = #value
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "With its unit"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[=].part[+].name = #source
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "Where it is from"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[=].part[+].name = #draft
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "Whether nobody has signed it yet"
* parameter[=].part[=].part[=].type = #boolean
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "*"
* parameter[=].part[=].documentation = "A record it was made from"
* parameter[=].part[=].type = #Reference
* parameter[=].part[+].name = #sources
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "How many records there are, when not all are named"
* parameter[=].part[=].type = #integer
* parameter[+].name = #finding
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "Something in the record that a person should look at; it says what the record shows, never what to do"
* parameter[=].part[+].name = #code
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its name"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #grade
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "info, moderate or high"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #words
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "With the numbers"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #rule
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "How it is worked out"
* parameter[=].part[=].part[+].name = #id
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "Name of the rule; it does not change"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[=].part[+].name = #words
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "The definition in one sentence"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[=].part[+].name = #source
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "Where the definition is from"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[+].name = #limit
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "*"
* parameter[=].part[=].documentation = "A limit it was compared with"
* parameter[=].part[=].part[+].name = #code
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "Its name, such as that of a number of the protocol"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[=].part[+].name = #value
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "With its unit"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[=].part[+].name = #source
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "Where it is from"
* parameter[=].part[=].part[=].type = #string
* parameter[=].part[=].part[+].name = #draft
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = 1
* parameter[=].part[=].part[=].max = "1"
* parameter[=].part[=].part[=].documentation = "Whether nobody has signed it yet"
* parameter[=].part[=].part[=].type = #boolean
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "*"
* parameter[=].part[=].documentation = "A record it was made from"
* parameter[=].part[=].type = #Reference
* parameter[=].part[+].name = #sources
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "How many records there are, when not all are named"
* parameter[=].part[=].type = #integer
* parameter[+].name = #segment
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "A time in which the pump held one flow"
* parameter[=].part[+].name = #from
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its beginning"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #to
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its end; absent while it goes on"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #flow
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "running, stopped or keep-vein-open"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #rate
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "mL/h"
* parameter[=].part[=].type = #Quantity
* parameter[=].part[+].name = #volume
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "mL"
* parameter[=].part[=].type = #Quantity
* parameter[=].part[+].name = #dose
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "mg; absent while the strength of the bag is unknown"
* parameter[=].part[=].type = #Quantity
* parameter[=].part[+].name = #reason
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Why it stood still"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The report that began it"
* parameter[=].part[=].type = #Reference
* parameter[+].name = #gap
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "A time nobody observed"
* parameter[=].part[+].name = #from
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its beginning"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #to
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its end; absent while it goes on"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #volume
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "mL by the pump counter; absent when that is unknown too"
* parameter[=].part[=].type = #Quantity
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The last report before it"
* parameter[=].part[=].type = #Reference
* parameter[+].name = #pause
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "A time inside the infusion in which nothing ran"
* parameter[=].part[+].name = #from
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its beginning"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #to
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its end; absent while it goes on"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #reason
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Why"
* parameter[=].part[=].type = #string
* parameter[+].name = #episode
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "A time beyond a limit of the protocol, however often it was read"
* parameter[=].part[+].name = #sign
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "pressure, heart-rate, oxygen, breathing or sedation"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #level
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "attention, pause or stop: the highest reached"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #from
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its beginning"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #to
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its end; absent while it goes on"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #reached
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "When that level was first reached"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #reading
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What was read then"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #limit
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Which limit"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The first reading beyond"
* parameter[=].part[=].type = #Reference
* parameter[+].name = #medicine
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "Another medicine given"
* parameter[=].part[+].name = #name
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "As charted"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #at
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "When"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #trigger
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "When what it was given for began"
* parameter[=].part[=].type = #dateTime
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The administration"
* parameter[=].part[=].type = #Reference
* parameter[+].name = #left-out
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "A resource or value that did not enter"
* parameter[=].part[+].name = #reason
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Why"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Which"
* parameter[=].part[=].type = #Reference
* parameter[=].part[+].name = #what
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Code of the value, or type of the resource"
* parameter[=].part[=].type = #string
* parameter[+].name = #missing
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "What the record of an esketamine session lacks before it can be closed"
* parameter[=].type = #string
* parameter[+].name = #withheld
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "Something of this answer rests on record that is withheld from the caller, and is not told"
* parameter[=].part[+].name = #what
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Which parameter of this operation stands back, such as figure or finding"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #code
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The name of a figure; a finding's would tell it"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #grade
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Of findings: the gravest of those that are withheld"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #words
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "That it is withheld, and whom to ask"
* parameter[=].part[=].type = #string
