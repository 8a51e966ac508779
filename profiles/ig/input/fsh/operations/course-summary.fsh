Instance: course-summary
InstanceOf: OperationDefinition
Usage: #definition
Title: "Summary of a course"
Description: "Whether treatment with ketamine helps: response by instrument, relapse, suicidality, opioids, exposure, and what is due next; each number with the rule, the limits and the records that made it. Nothing is stored."
* url = "https://dripline.health/fhir/OperationDefinition/course-summary"
* version = "0.1.0"
* name = "DriplineCourseSummary"
* title = "Summary of a course"
* status = #draft
* experimental = true
* publisher = "Dripline project"
* description = "Whether treatment with ketamine helps: response by instrument, relapse, suicidality, opioids, exposure, and what is due next; each number with the rule, the limits and the records that made it. Nothing is stored."
* kind = #operation
* code = #course-summary
* affectsState = false
* resource[+] = #Patient
* system = false
* type = false
* instance = true
* parameter[+].name = #at
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The moment asked about; now when absent"
* parameter[=].type = #dateTime
* parameter[+].name = #timezone
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Where a day of a window is a day, such as America/Chicago; UTC when absent"
* parameter[=].type = #string
* parameter[+].name = #patient
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The patient"
* parameter[=].type = #Reference
* parameter[+].name = #at
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The moment the answer is for"
* parameter[=].type = #dateTime
* parameter[+].name = #protocol
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Canonical of the protocol the course is given by"
* parameter[=].type = #string
* parameter[+].name = #suicidality
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Change since before the course: absent, resolved, improved, same or worse"
* parameter[=].type = #code
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
* parameter[+].name = #due
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "What comes next, and which number made its window"
* parameter[=].part[+].name = #code
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "session, score, interim-evaluation or full-evaluation"
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #earliest
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "First day"
* parameter[=].part[=].type = #date
* parameter[=].part[+].name = #latest
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Last day"
* parameter[=].part[=].type = #date
* parameter[=].part[+].name = #words
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What"
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
