Instance: maintenance-three-to-five-weeks
InstanceOf: DriplineProtocol
Usage: #definition
Title: "Maintenance: every three to five weeks"
Description: "Infusions at an interval after a series that helped, for as long as both patient and prescriber want them."
* insert Protocol(maintenance-three-to-five-weeks, MaintenanceThreeToFiveWeeks, maintenance, AMB)
* title = "Maintenance: every three to five weeks"
* description = "Infusions at an interval after a series that helped, for as long as both patient and prescriber want them."
* insert WithCommonLimits
* insert Source(houston-page, [[Wells Medicine, Houston: public page on ketamine infusions. A clinic's page, not a guideline.]])
* insert SourceAt(mood-dose-review, [[Molecular Psychiatry 2018, s41380-018-0256-5: almost all earlier studies in depression gave this dose over this time.]], https://www.nature.com/articles/s41380-018-0256-5)
* insert Source(askp-tenets, [[American Society of Ketamine Physicians, basic tenets, as printed by paswfl.com in June 2018.]])
* insert Source(general-knowledge, [[General practice or an example of this project; no source was seen. Whoever signs confirms or replaces it.]])
* insert SourceAt(dose-trial, [[Trial NCT01920555 of four doses by weight, the highest 1 mg/kg, against midazolam (summary read).]], https://clinicaltrials.gov/study/NCT01920555)
* insert Source(california-page, [[Pain Medicine Consultants, California: public page on ketamine infusions. A clinic's page, not a guideline.]])
* insert Source(response-2022, [[McInnes and others 2022, ketamine infusions in practice (abstract): definitions of response and remission.]])
* insert Source(interim-2021, [[Bio-K study, abstract (safetylit.org 837756): three infusions in eleven days.]])
* insert Source(directory-article, [[Encyclopaedia article of a public directory of ketamine infusion centres. Not a guideline.]])

// Series
* insert NumberRange(interval, 21, 35, d, V, houston-page)

// Dose and time
* insert Number(dose-per-weight, 0.5, mg/kg, V, mood-dose-review)
* insert NumberRange(dose-per-weight-usual, 0.5, 1, mg/kg, V, askp-tenets)
* insert Number(titration-step, 0.25, mg/kg, GK, general-knowledge)
* insert Number(titration-most, 1, mg/kg, V, dose-trial)
* insert Criterion(titration-reason, titration, moderate, V, california-page, [[Each change records the last dose, response, tolerability, the new dose and the reason]])
* insert Number(infusion-duration, 40, min, V, mood-dose-review)
* insert NumberRange(infusion-duration-usual, 40, 60, min, V, houston-page)

// Response and decision
* insert Number(response-improvement, 50, %, V, response-2022)
* insert Number(partial-improvement, 25, %, GK, general-knowledge)
* insert Number(remission-phq9, 5, {score}, V, response-2022)
* insert Number(remission-madrs, 10, {score}, V, interim-2021)
* insert Number(late-response-from, 4, {sessions}, GK, general-knowledge)
* insert Criterion(misuse-review, decision, moderate, V, directory-article, [[Substance use is asked for at each review of maintenance]])
* insert Criterion(interval-override, series, moderate, GK, general-knowledge, [[A session outside the interval needs a reason]])
* insert Override(prescriber)

// What a plan is made of.
* insert Does(infusion, Ketamine infusion, ketamine-infusion)
* insert Does(nausea, Ondansetron for nausea, ondansetron-as-needed)
* insert Does(pressure, Labetalol for high blood pressure, labetalol-as-needed)
* insert Does(instructions, What to do and not to do after the infusion, after-infusion)
* insert Does(evaluation, Evaluate the response and decide together, response-evaluation)
