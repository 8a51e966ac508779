Instance: crps-daily-block
InstanceOf: DriplineProtocol
Usage: #definition
Title: "CRPS: four hours a day, ten days"
Description: "A block of daily infusions for complex regional pain syndrome."
* insert Protocol(crps-daily-block, CrpsDailyBlock, pain-daily-block, AMB)
* title = "CRPS: four hours a day, ten days"
* description = "A block of daily infusions for complex regional pain syndrome."
* insert WithCommonLimits
* insert Source(pain-guideline-crps, [[ASRA, AAPM and ASA consensus guidelines on intravenous ketamine for chronic pain (Cohen and others, 2018), section on CRPS as excerpted at medcentral.com.]])
* insert Source(pain-guideline, [[ASRA, AAPM and ASA consensus guidelines on intravenous ketamine for chronic pain (Cohen and others, 2018), excerpt at guidelinecentral.com/guideline/8150.]])
* insert Source(general-knowledge, [[General practice or an example of this project; no source was seen. Whoever signs confirms or replaces it.]])
* insert Source(california-page, [[Pain Medicine Consultants, California: public page on ketamine infusions. A clinic's page, not a guideline.]])

// Series
* insert Number(series-count, 10, {sessions}, V, pain-guideline-crps)
* insert Number(interval, 1, d, V, pain-guideline-crps)

// Dose and time
* insert Number(rate-per-weight, 0.35, mg/kg/h, V, pain-guideline-crps)
* insert Number(dose-total, 80, mg, V, pain-guideline)
* insert Number(dose-bolus, 0.35, mg/kg, V, pain-guideline)
* insert Number(infusion-duration, 240, min, V, pain-guideline-crps)
* insert Number(infusion-duration-least, 120, min, V, pain-guideline)
* insert Number(bag-concentration, 2, mg/mL, GK, general-knowledge)
* insert Criterion(anaesthetic-range, dose, high, GK, general-knowledge, [[Anaesthetic range is judged by bolus and rate, never by the total for each kilogram]])

// Monitoring by phase
* insert Number(cadence-infusion, 15, min, GK, general-knowledge)
* insert Number(cadence-infusion-later, 30, min, GK, general-knowledge)
* insert Number(cadence-later-from, 60, min, GK, general-knowledge)
* insert Number(evaluation-after, 10, {sessions}, GK, general-knowledge)

// Response and decision
* insert Number(response-improvement, 30, %, GK, general-knowledge)
* insert Criterion(pain-plan, decision, moderate, V, california-page, [[Part of a plan for the pain with several disciplines]])

// What a plan is made of.
* insert Does(infusion, Ketamine infusion, ketamine-infusion)
* insert Does(nausea, Ondansetron for nausea, ondansetron-as-needed)
* insert Does(pressure, Labetalol for high blood pressure, labetalol-as-needed)
* insert Does(instructions, What to do and not to do after the infusion, after-infusion)
* insert Does(evaluation, Evaluate the response and decide together, response-evaluation)
