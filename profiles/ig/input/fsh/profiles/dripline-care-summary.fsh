// A signed document: a preliminary one may be incomplete, a final one is refused when it is.
Profile: DriplineCareSummary
Parent: Composition
Id: dripline-care-summary
Title: "Care summary"
Description: "What a referrer gets: indication, eligibility, sessions and doses, scores, suicidality, adverse events, medicines, decision and next step. Problems, allergies and medicines carry the section codes of the International Patient Summary."
* insert Draft
* obeys dl-summary-1 and dl-summary-2 and dl-summary-3
* identifier MS
* status MS
* type from DriplineSummaryTypes (required)
* subject 1..1 MS
* subject only Reference(Patient)
* encounter MS
* date MS
* author MS
* title MS
* attester MS
* attester.mode MS
* attester.time MS
* attester.party MS
* custodian MS
* event MS
* section MS
* section ^slicing.discriminator.type = #pattern
* section ^slicing.discriminator.path = "code"
* section ^slicing.rules = #open
* insert SummarySection(problems, Problems)
* section[problems].code = $LNC#11450-4
* section[problems].entry only Reference(Condition or DocumentReference)
* insert SummarySection(allergies, Allergies)
* section[allergies].code = $LNC#48765-2
* section[allergies].entry only Reference(AllergyIntolerance or DocumentReference)
* insert SummarySection(medications, Medicines and changes)
* section[medications].code = $LNC#10160-0
* section[medications].entry only Reference(MedicationStatement or MedicationRequest or MedicationAdministration or MedicationDispense or DocumentReference)
* insert SummarySection(plan, Decision and plan)
* section[plan].code = $LNC#18776-5
* insert SummarySection(indication, Indication and earlier treatments)
* section[indication].code = DriplineSummarySections#indication
* insert SummarySection(eligibility, Eligibility issues and overrides)
* section[eligibility].code = DriplineSummarySections#eligibility
* insert SummarySection(doses, Sessions and doses)
* section[doses].code = DriplineSummarySections#doses
* insert SummarySection(scores, Scores and response)
* section[scores].code = DriplineSummarySections#scores
* insert SummarySection(suicidality, Suicidality)
* section[suicidality].code = DriplineSummarySections#suicidality
* insert SummarySection(adverseEvents, Adverse events)
* section[adverseEvents].code = DriplineSummarySections#adverse-events
* insert SummarySection(nextInterval, Next session or review)
* section[nextInterval].code = DriplineSummarySections#next-interval
* insert SummarySection(crisis, In a crisis)
* section[crisis].code = DriplineSummarySections#crisis
* insert SummarySection(notDone, What was not done)
* section[notDone].code = DriplineSummarySections#not-done

Invariant: dl-summary-1
Description: "A final summary SHALL have every section: problems, allergies, medicines, plan, indication, eligibility, doses, scores, suicidality, adverse events, next interval, crisis and what was not done."
Severity: #error
Expression: "(status = 'final' or status = 'amended') implies (('11450-4' | '48765-2' | '10160-0' | '18776-5').subsetOf(section.code.coding.where(system = 'http://loinc.org').code) and ('indication' | 'eligibility' | 'doses' | 'scores' | 'suicidality' | 'adverse-events' | 'next-interval' | 'crisis' | 'not-done').subsetOf(section.code.coding.where(system = 'https://dripline.health/fhir/CodeSystem/dripline-summary-section').code))"

Invariant: dl-summary-2
Description: "A final summary SHALL be signed: a legal or professional attestation with its time and its party."
Severity: #error
Expression: "(status = 'final' or status = 'amended') implies attester.where((mode = 'legal' or mode = 'professional') and time.exists() and party.exists()).exists()"

Invariant: dl-summary-3
Description: "Problems, allergies and medicines of a final summary SHALL have entries, or say why there are none."
Severity: #error
Expression: "(status = 'final' or status = 'amended') implies section.where(code.coding.where(system = 'http://loinc.org' and (code = '11450-4' or code = '48765-2' or code = '10160-0')).exists()).all(entry.exists() or emptyReason.exists())"
