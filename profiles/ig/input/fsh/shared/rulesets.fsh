// Every artefact of ours: a draft, for trial use.
RuleSet: Draft
* ^status = #draft
* ^experimental = true
* ^publisher = "Dripline project"

// A code system of someone else, of which we carry only the codes we use, under that owner's terms.
RuleSet: FragmentOf(url, owner)
* insert Draft
* ^url = "{url}"
* ^content = #fragment
* ^caseSensitive = true
* ^publisher = "{owner}"

// Who it is about, when it was true, and which device said so. The encounter is filled when it is known.
RuleSet: DeviceReport
* subject 1..1 MS
* encounter MS
* effective[x] 1..1 MS
* effective[x] only dateTime
* device MS
* device only Reference(Device)

// A component with a quantity in one unit. Absent, or present once; a value withheld is a dataAbsentReason.
RuleSet: PumpQuantity(slice, code, unit, short)
* component contains {slice} 0..1 MS
* component[{slice}] ^short = "{short}"
* component[{slice}].code = $MDC#{code}
* component[{slice}].value[x] only Quantity
* component[{slice}].valueQuantity.value 1..1
* component[{slice}].valueQuantity.system 1..1
* component[{slice}].valueQuantity.system = $UCUM
* component[{slice}].valueQuantity.code 1..1
* component[{slice}].valueQuantity.code = #{unit}

// A component whose value is one of the IHE tokens; one we have not met is kept as it came.
RuleSet: PumpToken(slice, code, short)
* component contains {slice} 0..1 MS
* component[{slice}] ^short = "{short}"
* component[{slice}].code = $MDC#{code}
* component[{slice}].value[x] only CodeableConcept
* component[{slice}].valueCodeableConcept from DriplinePumpTokens (extensible)

// Codings told apart by their system. A value set of two systems is no way out: HAPI's in-memory terminology fails on it.
RuleSet: CodingsBySystem(path)
* {path} ^slicing.discriminator.type = #value
* {path} ^slicing.discriminator.path = "system"
* {path} ^slicing.rules = #open

// What a pump can say of itself, in a status report and beside an event alike. Any subset is a report.
RuleSet: PumpReport
* insert DeviceReport
* subject only Reference(Patient)
* category 1..* MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains deviceReport 1..1 MS
* category[deviceReport] = DriplineObservationCodes#device
* obeys dl-pump-1 and dl-pump-2 and dl-pump-3
* component MS
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* insert PumpQuantity(currentFlowRate, 158014, mL/h, What the pump delivers now)
* insert PumpQuantity(programmedFlowRate, 157784, mL/h, The rate that was set)
* insert PumpQuantity(volumeDelivered, 157993, mL, Total volume delivered)
* insert PumpQuantity(volumeToBeInfused, 157884, mL, Volume to be infused)
* insert PumpQuantity(volumeRemaining, 157872, mL, Volume still to be infused)
* insert PumpQuantity(concentration, 157760, mg/mL, Drug concentration as set at the pump)
* insert PumpToken(infusingStatus, 184519, Whether the pump infuses)
* insert PumpToken(deliveryStatus, 158005, Whether this source delivers)
* insert PumpToken(notDeliveringReason, 158006, Why it does not deliver)
* component contains drugLabel 0..1 MS and alarmCondition 0..* MS
* component[drugLabel] ^short = "Drug name shown by the pump"
* component[drugLabel].code = $MDC#184514
* component[drugLabel].value[x] only string
* component[alarmCondition] ^short = "An alarm that is active"
* component[alarmCondition].code = $MDC#68012
* component[alarmCondition].value[x] only CodeableConcept

// A score that an observer gives as a whole number.
RuleSet: ObserverScore
* status MS
* subject 1..1 MS
* subject only Reference(Patient)
* encounter MS
* effective[x] 1..1 MS
* effective[x] only dateTime
* performer MS
* value[x] MS
* value[x] only integer
// In which part of the session it was observed.
RuleSet: SessionPhase
* extension contains DriplineSessionPhase named sessionPhase 0..1 MS

// A component of a score, as a whole number.
RuleSet: ScorePart(slice, code, short)
* component contains {slice} 0..1 MS
* component[{slice}] ^short = "{short}"
* component[{slice}].code = DriplineObservationCodes#{code}
* component[{slice}].value[x] only integer

// A facet of an alert whose value is one of the IHE tokens; one we have not met is kept as it came.
RuleSet: AlertToken(slice, code, short)
* component contains {slice} 0..1 MS
* component[{slice}] ^short = "{short}"
* component[{slice}].code = $MDC#{code}
* component[{slice}].value[x] only CodeableConcept
* component[{slice}].valueCodeableConcept from DriplineAlertTokens (extensible)
