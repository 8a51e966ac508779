Instance: esketamine-nasal
InstanceOf: DriplineProtocol
Usage: #definition
Title: "Depression: esketamine by nose"
Description: "Sessions of esketamine nasal spray with observation. Another medicine than ketamine: doses of the two are not compared, and a course that changes from one to the other says why."
* insert Protocol(esketamine-nasal, EsketamineNasal, esketamine-nasal, AMB)
* title = "Depression: esketamine by nose"
* description = "Sessions of esketamine nasal spray with observation. Another medicine than ketamine: doses of the two are not compared, and a course that changes from one to the other says why."
* insert WithCommonLimits
* insert Source(general-knowledge, [[General practice or an example of this project; no source was seen. Whoever signs confirms or replaces it.]])
* insert Source(esketamine-reference, [[Drug reference on esketamine nasal spray (reference.medscape.com, Spravato): dose and frequency; devices by their RxNorm names.]])
* insert Source(esketamine-label-summary, [[Summary of the United States label of esketamine nasal spray on a third party's page; the label itself was not read.]])
* insert Source(esketamine-label-excerpt, [[Excerpts of the United States prescribing information of esketamine nasal spray (usmedicine.com): contraindications, pressure.]])
* insert Source(esketamine-programme, [[Monitoring programme of esketamine in the United States, as its maker and users describe it.]])

// Who
* insert Number(failed-trials, 2, {trials}, GK, general-knowledge)
* insert Criterion(programme, eligibility, high, V, esketamine-programme, [[The place is certified for the medicine and the patient is enrolled before the first session]])
* insert Override(never)
* insert Criterion(off-label-consent, eligibility, none, GK, general-knowledge, [[Consent to off-label infusions is not what is asked for here; the programme has its own]])
* insert Criterion(acls-present, eligibility, none, GK, general-knowledge, [[Advanced life support is the clinic's own standard for infusions]])
* insert Criterion(vascular-malformation, exclusion, high, V, esketamine-label-excerpt, [[Aneurysm, arteriovenous malformation, or bleeding in the brain at any time]])
* insert Override(never)
* insert About($SCT#67362008)
* insert About($SCT#128609009)
* insert About($SCT#1386000)
* insert About($SCT#274100004)

// Series
* insert Number(series-count, 8, {sessions}, V, esketamine-reference)
* insert Number(series-duration, 28, d, V, esketamine-reference)
* insert Number(sessions-per-week, 2, /wk, V, esketamine-reference)
* insert NumberRange(interval, 1, 14, d, GK, general-knowledge)

// Dose
* insert NumberRange(nasal-dose, 56, 84, mg, V, esketamine-reference)
* insert Number(device-dose, 28, mg, V, esketamine-reference)
* insert Criterion(dose-check, bag, none, GK, general-knowledge, [[There is no bag and no pump to compare]])
* insert Criterion(weight-without-unit, bag, none, GK, general-knowledge, [[The dose does not follow the weight]])

// Day
* insert Number(fasting-food, 2, h, GK, general-knowledge)
* insert Number(fasting-drink, 0.5, h, GK, general-knowledge)
* insert Number(hold-systolic, 140, mm[Hg], V-2, esketamine-label-summary)
* insert Number(hold-diastolic, 90, mm[Hg], V-2, esketamine-label-summary)

// Observation
* insert Number(pressure-after, 40, min, V, esketamine-programme)
* insert Number(pressure-after-band, 10, min, GK, general-knowledge)
* insert Number(observation-least, 120, min, V, esketamine-programme)

// The programme's form
* insert Number(form-due, 7, d, V, esketamine-programme)

// What a plan is made of.
* insert Does(spray, Esketamine by nose, esketamine-by-nose)
* insert Does(evaluation, Evaluate the response and decide together, response-evaluation)
