CodeSystem: DriplineScores
Id: dripline-score
Title: "Scores"
Description: "Rating scales recorded by score alone, and forms and counts that have no LOINC code we could verify. No item wording of any scale is given here."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #madrs "MADRS" "Montgomery-Asberg Depression Rating Scale, total 0 to 60."
* #qids-sr16 "QIDS-SR16" "Quick Inventory of Depressive Symptomatology, self-report, total 0 to 27."
* #hamd-17 "HAM-D 17" "Hamilton Depression Rating Scale, 17 items, total 0 to 52."
* #ybocs "Y-BOCS" "Yale-Brown Obsessive Compulsive Scale, total 0 to 40."
* #asrm "ASRM" "Altman Self-Rating Mania Scale, total 0 to 20."
* #ymrs "YMRS" "Young Mania Rating Scale, total 0 to 60."
* #epds "EPDS" "Edinburgh Postnatal Depression Scale, total 0 to 30."
* #pcl-5-weekly "PCL-5, past week" "The PTSD checklist for DSM-5 asked about the past week."
* #pcl-5-weekly-total "PCL-5 total, past week" "Sum of its twenty answers, 0 to 80."
* #headache-days "Headache days" "Days with headache within 28 days."
* #response-class "Response" "How a score has changed since its baseline."
* #change-since-baseline "Change since baseline" "(baseline - score) / baseline, in percent; below zero is worse."
* #first-response-session "Session of the first response" "After how many sessions the score first was a response."
