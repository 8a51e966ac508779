CodeSystem: DriplineTopics
Id: dripline-topic
Title: "Topics of flags and messages"
Description: "What a safety flag warns of, and what a message to a referrer is about."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #high-suicide-risk "High suicide risk" "Flag: act on it today, before anything else."
* #blood-pressure-review "Blood pressure review" "Flag: blood pressure has to be looked at before the next dose."
* #mania-switch "Switch into mania" "Flag: no further session without a new attestation."
* #substance-misuse "Substance misuse" "Flag: misuse was noted."
* #referral-accepted "Referral accepted" "Message: the clinic takes the patient."
* #referral-declined "Referral declined" "Message: the clinic does not take the patient, and why."
* #care-summary "Care summary" "Message: a summary of the course is attached."
* #safety-concern "Safety concern" "Message: something the referrer must know today."
