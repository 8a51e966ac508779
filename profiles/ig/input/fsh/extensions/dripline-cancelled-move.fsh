Extension: DriplineCancelledMove
Id: dripline-cancelled-move
Title: "Cancelled move"
Description: "A move of the patient that the EHR took back (ADT A12). Without the time of the move, the move itself was not told yet: when it is, it does not count."
Context: Encounter
* insert Draft
* extension contains cancelled 1..1 MS and back 0..1 MS and moved 0..1 MS
* extension[cancelled] ^short = "When the move was taken back"
* extension[cancelled].value[x] 1..1
* extension[cancelled].value[x] only instant
* extension[back] ^short = "Where the patient is, since the move did not happen"
* extension[back].value[x] 1..1
* extension[back].value[x] only Reference(Location)
* extension[moved] ^short = "When the patient would have moved"
* extension[moved].value[x] 1..1
* extension[moved].value[x] only instant
