CodeSystem: DriplineConsentElements
Id: dripline-consent-element
Title: "Consent elements"
Description: "What was explained before a patient consented."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #consent-to-infusion "Consent to ketamine infusions" "Category: this consent is one to treatment with ketamine infusions."
* #off-label-use "Off-label use" "Intravenous ketamine is approved as an anaesthetic; its use for this indication is not."
* #benefits-and-uncertainty "Benefits and their uncertainty" "What can be hoped for, and that nobody can promise it."
* #risks "Risks and side effects" "Including blood pressure, dissociation, nausea, dependence and harm to the bladder."
* #escort-and-driving "Escort and driving" "No driving, no machines, no important decisions and no alcohol after an infusion, and an escort home."
* #right-to-stop "Right to stop" "The patient may stop at any time, during an infusion too."
* #cost "Cost" "What it costs and that insurers often do not pay."
