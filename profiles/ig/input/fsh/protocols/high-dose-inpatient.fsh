Instance: high-dose-inpatient
InstanceOf: DriplineProtocol
Usage: #definition
Title: "High dose, inpatient: history only"
Description: "Medically induced coma with ketamine for days in intensive care. Held so that an earlier treatment elsewhere can be recorded; never ordered or given in an outpatient place."
* insert Protocol(high-dose-inpatient, HighDoseInpatient, high-dose-inpatient, IMP)
* title = "High dose, inpatient: history only"
* description = "Medically induced coma with ketamine for days in intensive care. Held so that an earlier treatment elsewhere can be recorded; never ordered or given in an outpatient place."
* insert WithCommonLimits
* insert Source(pain-clinic-page, [[Public questions-and-answers page of a pain clinic on who is a candidate for ketamine. A clinic's page, not a guideline.]])
* insert Source(pain-guideline, [[ASRA, AAPM and ASA consensus guidelines on intravenous ketamine for chronic pain (Cohen and others, 2018), excerpt at guidelinecentral.com/guideline/8150.]])

// Who
* insert Criterion(intensive-care, eligibility, high, V, pain-clinic-page, [[Intensive care with an anaesthesia team; never an outpatient place]])
* insert Override(never)
* insert Criterion(above-guideline, dose, high, V, pain-guideline, [[The rate is above the highest one that the guideline names even for intensive care]])
* insert Override(never)

// Dose and time
* insert Number(series-count, 1, {sessions}, V, pain-clinic-page)
* insert NumberRange(rate-fixed, 500, 700, mg/h, V, pain-clinic-page)
* insert Number(rate-per-weight-intensive, 7, mg/kg/h, V, pain-guideline)
* insert NumberRange(infusion-days, 5, 7, d, V, pain-clinic-page)
