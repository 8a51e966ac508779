// Asked for by the record; done, and told as done, by a person.
Profile: DriplineFollowUpTask
Parent: Task
Id: dripline-follow-up-task
Title: "Follow-up task"
Description: "Something a person is asked to do after something was recorded: what, for whom, because of which record, by which day, and what became of it."
* insert Draft
* obeys dl-follow-up-1
* status MS
* statusReason MS
* intent = #order
* priority MS
* code 1..1 MS
* code from DriplineFollowUpCodes (extensible)
* focus 1..1 MS
* for 1..1 MS
* for only Reference(Patient)
* authoredOn 1..1 MS
* owner MS
* restriction.period MS
* restriction.period ^short = "Its end is the last day"

Invariant: dl-follow-up-1
Description: "A follow-up that was not done SHOULD say why."
Severity: #warning
Expression: "status in ('rejected' | 'cancelled' | 'failed') implies statusReason.exists()"
