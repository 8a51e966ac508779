Instance: low-dose-fixed
InstanceOf: DriplineProtocol
Usage: #definition
Title: "Pain: fixed low dose"
Description: "A fixed low dose with the patient awake. The dose is in milligrams and does not follow the weight, which is still recorded."
* insert Protocol(low-dose-fixed, LowDoseFixed, low-dose-fixed, AMB)
* title = "Pain: fixed low dose"
* description = "A fixed low dose with the patient awake. The dose is in milligrams and does not follow the weight, which is still recorded."
* insert WithCommonLimits
* insert Source(general-knowledge, [[General practice or an example of this project; no source was seen. Whoever signs confirms or replaces it.]])
* insert Source(pain-clinic-page, [[Public questions-and-answers page of a pain clinic on who is a candidate for ketamine. A clinic's page, not a guideline.]])
* insert Source(california-page, [[Pain Medicine Consultants, California: public page on ketamine infusions. A clinic's page, not a guideline.]])

// Series
* insert Number(series-count, 1, {sessions}, GK, general-knowledge)

// Dose and time
* insert NumberRange(dose-fixed, 20, 35, mg, V, pain-clinic-page)
* insert Number(infusion-duration, 40, min, GK, general-knowledge)
* insert NumberRange(infusion-duration-usual, 40, 60, min, GK, general-knowledge)
* insert Criterion(dose-chosen, dose, moderate, V, pain-clinic-page, [[The dose within the range is chosen by the prescriber from weight, condition and health]])

// Response and decision
* insert Number(response-improvement, 30, %, GK, general-knowledge)
* insert Criterion(pain-plan, decision, moderate, V, california-page, [[Part of a plan for the pain with several disciplines]])

// What a plan is made of.
* insert Does(infusion, Ketamine infusion, ketamine-infusion)
* insert Does(nausea, Ondansetron for nausea, ondansetron-as-needed)
* insert Does(pressure, Labetalol for high blood pressure, labetalol-as-needed)
* insert Does(instructions, What to do and not to do after the infusion, after-infusion)
* insert Does(evaluation, Evaluate the response and decide together, response-evaluation)
