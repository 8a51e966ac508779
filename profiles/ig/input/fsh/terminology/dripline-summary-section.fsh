CodeSystem: DriplineSummarySections
Id: dripline-summary-section
Title: "Sections of a care summary"
Description: "Sections of the summary a referrer gets, where no LOINC code for the section could be verified."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #indication "Indication and earlier treatments" "What is treated, and what was tried before."
* #eligibility "Eligibility issues and overrides" "What spoke against treatment, and who decided to go on, when and why."
* #doses "Sessions and doses" "One row a session: date, number, mg, mg/kg, minutes, part delivered, peak blood pressure, lowest oxygen saturation, adverse events, rescue medicines."
* #scores "Scores and response" "The course of the scores, and the class of response."
* #suicidality "Suicidality" "The course of suicidal thoughts and acts."
* #adverse-events "Adverse events" "What happened, how severe it was and how it ended."
* #next-interval "Next interval" "When the next session or review is due."
* #crisis "In a crisis" "Whom to call."
* #not-done "What was not done" "What this clinic did not do or look for."
