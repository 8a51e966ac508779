Extension: DriplineDeferralReason
Id: dripline-deferral-reason
Title: "Deferral reason"
Description: "Why a session was deferred, cancelled or missed. One for each reason."
Context: Encounter
* insert Draft
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from DriplineDeferralReasons (extensible)
