CodeSystem: DriplineDeferralReasonCodes
Id: dripline-deferral-reason
Title: "Deferral reasons"
Description: "Why a session was not held when it was booked."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #npo "Not fasted" "The last meal or drink was too recent."
* #escort "No escort" "Nobody to take the patient home."
* #blood-pressure "Blood pressure" "The pressure before the infusion was too high or too low to start."
* #illness "Illness" "The patient is acutely ill."
* #medication "Medication" "A medicine, alcohol or drug was taken that speaks against starting."
* #pregnancy "Pregnancy" "Pregnant, or pregnancy not excluded."
* #psychiatric "Mental state" "The mental state speaks against starting."
* #consent "Consent" "Consent is missing, expired or withdrawn."
* #access "No access" "No intravenous access could be placed."
* #order "Order" "No signed order, or one that does not hold."
* #staff "Staff" "The staff a session needs were not there."
* #equipment "Equipment" "Pump, monitor, oxygen or drug was not available."
* #patient-decision "Patient decision" "The patient decided against it."
* #did-not-come "Did not come" "The patient did not come and gave no reason."
* #other "Other" "Another reason, told in the text."
