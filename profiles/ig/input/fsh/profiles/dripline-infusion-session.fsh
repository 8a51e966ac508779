Profile: DriplineInfusionSession
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-procedure
Id: dripline-infusion-session
Title: "Infusion session"
Description: "One ketamine infusion session, from the start of the infusion to its end, and why it ended early if it did."
* insert Draft
* obeys dl-session-1 and dl-session-2
* status MS
* statusReason MS
* code 1..1 MS
* code = $SCT#14152002
* subject MS
* encounter MS
* performed[x] MS
* performed[x] only Period
* usedReference MS
* usedReference only Reference(Device)

Invariant: dl-session-1
Description: "A session that was stopped or not done SHOULD say why."
Severity: #warning
Expression: "status in ('stopped' | 'not-done') implies statusReason.exists()"

Invariant: dl-session-2
Description: "A session under way, completed or stopped SHOULD say when it started; one completed or stopped also when it ended."
Severity: #warning
Expression: "(status in ('in-progress' | 'completed' | 'stopped') implies performed.ofType(Period).start.exists()) and (status in ('completed' | 'stopped') implies performed.ofType(Period).end.exists())"
