Instance: pain-outpatient
InstanceOf: DriplineProtocol
Usage: #definition
Title: "Pain: every two to three weeks"
Description: "Outpatient infusions of hours for complex regional pain syndrome and other chronic pain of nerve origin."
* insert Protocol(pain-outpatient, PainOutpatient, pain, AMB)
* title = "Pain: every two to three weeks"
* description = "Outpatient infusions of hours for complex regional pain syndrome and other chronic pain of nerve origin."
* insert WithCommonLimits
* insert Source(california-page, [[Pain Medicine Consultants, California: public page on ketamine infusions. A clinic's page, not a guideline.]])
* insert Source(pain-guideline-crps, [[ASRA, AAPM and ASA consensus guidelines on intravenous ketamine for chronic pain (Cohen and others, 2018), section on CRPS as excerpted at medcentral.com.]])
* insert Source(pain-guideline, [[ASRA, AAPM and ASA consensus guidelines on intravenous ketamine for chronic pain (Cohen and others, 2018), excerpt at guidelinecentral.com/guideline/8150.]])
* insert Source(general-knowledge, [[General practice or an example of this project; no source was seen. Whoever signs confirms or replaces it.]])

// Series
* insert NumberRange(interval, 14, 21, d, V, california-page)

// Dose and time
* insert Number(rate-per-weight, 0.35, mg/kg/h, V, pain-guideline-crps)
* insert NumberRange(rate-per-weight-general, 0.5, 2, mg/kg/h, V, pain-guideline)
* insert Number(dose-total, 80, mg, V, pain-guideline)
* insert Number(dose-bolus, 0.35, mg/kg, V, pain-guideline)
* insert Number(infusion-duration, 240, min, V, pain-guideline-crps)
* insert NumberRange(infusion-duration-usual, 60, 240, min, GK, general-knowledge)
* insert Number(infusion-duration-least, 120, min, V, pain-guideline)
* insert Number(bag-concentration, 2, mg/mL, GK, general-knowledge)
* insert Criterion(anaesthetic-range, dose, high, GK, general-knowledge, [[Anaesthetic range is judged by bolus and rate, never by the total for each kilogram]])

// Monitoring by phase
* insert Number(cadence-infusion, 15, min, GK, general-knowledge)
* insert Number(cadence-infusion-later, 30, min, GK, general-knowledge)
* insert Number(cadence-later-from, 60, min, GK, general-knowledge)

// Response and decision
* insert Number(response-improvement, 30, %, GK, general-knowledge)
* insert Criterion(pain-plan, decision, moderate, V, california-page, [[Part of a plan for the pain with several disciplines]])

// What a plan is made of.
* insert Does(infusion, Ketamine infusion, ketamine-infusion)
* insert Does(nausea, Ondansetron for nausea, ondansetron-as-needed)
* insert Does(pressure, Labetalol for high blood pressure, labetalol-as-needed)
* insert Does(instructions, What to do and not to do after the infusion, after-infusion)
* insert Does(evaluation, Evaluate the response and decide together, response-evaluation)
