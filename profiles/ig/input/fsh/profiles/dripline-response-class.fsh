Profile: DriplineResponseClass
Parent: Observation
Id: dripline-response-class
Title: "Response to treatment"
Description: "How a score has changed since its baseline, by class, and at which session it first was a response."
* insert Draft
* obeys dl-response-1
* status MS
* code = DriplineScores#response-class
* subject 1..1 MS
* subject only Reference(Patient)
* focus MS
* effective[x] 1..1 MS
* effective[x] only dateTime
* performer MS
* value[x] MS
* value[x] only CodeableConcept
* valueCodeableConcept from DriplineResponseClassCodes (required)
* derivedFrom MS
* derivedFrom ^short = "The score at baseline and the one it is compared with"
* component MS
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* component contains change 0..1 MS and firstResponse 0..1 MS
* component[change].code = DriplineScores#change-since-baseline
* component[change].value[x] only Quantity
* component[change].valueQuantity = $UCUM#%
* component[firstResponse].code = DriplineScores#first-response-session
* component[firstResponse].value[x] only integer

Invariant: dl-response-1
Description: "A response SHOULD name the two scores it compares."
Severity: #warning
Expression: "derivedFrom.count() >= 2"
