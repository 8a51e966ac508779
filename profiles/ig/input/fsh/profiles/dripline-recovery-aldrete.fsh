// Variants of the score disagree on how circulation is judged (percent or mm[Hg]); what is stored is the points.
Profile: DriplineRecoveryAldrete
Parent: Observation
Id: dripline-recovery-aldrete
Title: "Recovery, modified Aldrete score"
Description: "How far the patient has recovered: five parts of 0 to 2, and their sum."
* insert Draft
* insert ObserverScore
* insert SessionPhase
* code = DriplineObservationCodes#aldrete
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* insert ScorePart(activity, aldrete-activity, [[Extremities that move, 0 to 2]])
* insert ScorePart(respiration, aldrete-respiration, [[Breathing, 0 to 2]])
* insert ScorePart(circulation, aldrete-circulation, [[Blood pressure against that before, 0 to 2]])
* insert ScorePart(consciousness, aldrete-consciousness, [[Wakefulness, 0 to 2]])
* insert ScorePart(oxygen, aldrete-oxygen, [[Oxygen saturation, 0 to 2]])
* obeys dl-aldrete-1 and dl-aldrete-2 and dl-aldrete-3

Invariant: dl-aldrete-1
Description: "Each part of the score SHOULD lie between 0 and 2, and the score between 0 and 10."
Severity: #warning
Expression: "component.value.ofType(integer).all($this >= 0 and $this <= 2) and value.ofType(integer).all($this >= 0 and $this <= 10)"

Invariant: dl-aldrete-2
Description: "The score SHOULD be the sum of its five parts."
Severity: #warning
Expression: "(value.ofType(integer).exists() and component.value.ofType(integer).count() = 5) implies value.ofType(integer) = component.value.ofType(integer).aggregate($this + $total, 0)"

Invariant: dl-aldrete-3
Description: "A recovery score SHOULD be of the recovery."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-phase').value.all($this = 'recovery')"
