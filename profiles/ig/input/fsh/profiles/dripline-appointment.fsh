Profile: DriplineAppointment
Parent: Appointment
Id: dripline-appointment
Title: "Appointment told by a scheduling system"
Description: "One appointment as the scheduling system's messages say: when, for what, with whom, where, and what became of it."
* insert Draft
* extension contains DriplineAsOf named asOf 0..1 MS
* identifier 1..* MS
* start MS
* end MS
* cancelationReason MS
* participant MS
* obeys dl-appointment-1

Invariant: dl-appointment-1
Description: "A patient SHOULD be among the participants."
Severity: #warning
Expression: "participant.actor.where(reference.contains('Patient/')).exists()"
