// Not an Observation of association, as IHE PCIM sends it: what is asked for later is whose device it was from when to when.
Profile: DriplineDeviceAssociation
Parent: DeviceUseStatement
Id: dripline-device-association
Title: "Device association"
Description: "That a pump or monitor is on one patient, from when to when, and whether a person confirmed it or a message said so."
* insert Draft
* obeys dl-association-1 and dl-association-2
* extension contains DriplineAssociationBasis named basis 0..1 MS
* status MS
* subject MS
* subject only Reference(Patient)
* device MS
* timing[x] MS
* timing[x] only Period
* recordedOn MS
* source MS
* source ^short = "Who confirmed it"

Invariant: dl-association-1
Description: "An association confirmed by a person SHOULD name the person."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-association-basis' and value = 'person').exists() implies source.exists()"

Invariant: dl-association-2
Description: "An association that is active SHOULD have begun and not ended; one that is completed SHOULD have ended."
Severity: #warning
Expression: "(status = 'active' implies (timing.ofType(Period).start.exists() and timing.ofType(Period).end.empty())) and (status = 'completed' implies timing.ofType(Period).end.exists())"
