Profile: DriplinePlace
Parent: Location
Id: dripline-place
Title: "Place"
Description: "A bed, room or ward under the name that EHR, schedule and devices use for it: point of care, room and bed, with ^ between them. Each is part of the larger one."
* insert Draft
* identifier 1..* MS
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains place 1..1 MS
* identifier[place].system = "https://dripline.health/fhir/NamingSystem/place"
* identifier[place].value 1..1
* name 1..1 MS
* physicalType MS
* partOf MS
