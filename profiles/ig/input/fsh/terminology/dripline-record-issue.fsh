CodeSystem: DriplineRecordIssueCodes
Id: dripline-record-issue
Title: "Dripline record issues"
Description: "What can be wrong with how a record came about."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #values-of-another-patient "Device values charted for another patient" "Values of devices stood in this chart and are another patient's, or nobody's that is known. They are marked as entered in error."
* #values-charted-late "Device values charted late, after a correction" "Values of devices stood in another patient's chart and are in this one since."
* #order-not-stored "Order of the EHR not stored: it contradicts itself" "The EHR sent an order that breaks a rule of its profile. It is in the journal and not in this record."
