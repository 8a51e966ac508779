// A fragment: the tokens are IHE's (PCD Technical Framework, volume 2, infusion pump events), and pumps send others.
CodeSystem: DriplinePumpTokenCodes
Id: dripline-pump-token
Title: "Pump tokens"
Description: "Tokens by which infusion pumps state their condition in IHE PCD messages, as sent in the second component of OBX-5. Those met so far."
* insert Draft
* ^caseSensitive = true
* ^content = #fragment
* #pump-status-infusing "Infusing"
* #pump-status-not-infusing "Not infusing"
* #pump-delivery-status-delivering "Delivering"
* #pump-delivery-status-not-delivering "Not delivering"
* #pump-delivery-status-transitioning "Changing between two rates"
* #pump-delivery-status-kvo "Keeping the vein open"
* #pump-stopped-alarming "Stopped by an alarm"
* #pump-stopped-by-clinician "Stopped by a clinician"
* #pump-stopped-not-specified "Stopped, reason not given"
* #pump-stopped-powered-off "Stopped, powered off"
* #pump-program-delivery-mode-continuous "Continuous delivery"
* #pump-source-info-primary "Primary source"
