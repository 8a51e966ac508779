Instance: dripline-esketamine-monitoring
InstanceOf: Questionnaire
Usage: #definition
Title: "Monitoring of an esketamine session"
Description: "What the monitoring programme of esketamine in the United States asks about one session, in our own words, and what became of the form. A person hands it in; this product does not."
* insert Form(dripline-esketamine-monitoring, DriplineEsketamineMonitoring, [[Monitoring of an esketamine session]])
* description = "What the monitoring programme of esketamine in the United States asks about one session, in our own words, and what became of the form. A person hands it in; this product does not."
* item[+].linkId = "setting"
* item[=].text = "Place and people"
* item[=].type = #group
* item[=].item[+].linkId = "place"
* item[=].item[=].text = "Where was it?"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "watched-by"
* item[=].item[=].text = "Who watched the patient?"
* item[=].item[=].type = #string
* item[+].linkId = "medicines"
* item[=].text = "Medicines beside it"
* item[=].type = #group
* item[=].item[+].linkId = "benzodiazepine"
* item[=].item[=].text = "A benzodiazepine?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "sleep-medicine"
* item[=].item[=].text = "Another medicine for sleep?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "stimulant"
* item[=].item[=].text = "A stimulant?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "maoi"
* item[=].item[=].text = "An inhibitor of monoamine oxidase?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "opioid"
* item[=].item[=].text = "An opioid?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[+].linkId = "dose"
* item[=].text = "What was taken"
* item[=].type = #group
* item[=].item[+].linkId = "taken-at"
* item[=].item[=].text = "When was the first device taken?"
* item[=].item[=].type = #dateTime
* item[=].item[+].linkId = "dose-mg"
* item[=].item[=].text = "How much, in mg?"
* item[=].item[=].type = #decimal
* item[=].item[+].linkId = "devices"
* item[=].item[=].text = "How many devices?"
* item[=].item[=].type = #integer
* item[=].item[+].linkId = "lots"
* item[=].item[=].text = "Which lots?"
* item[=].item[=].type = #string
* item[+].linkId = "pressure"
* item[=].text = "Blood pressure, in mmHg"
* item[=].type = #group
* item[=].item[+].linkId = "systolic-before"
* item[=].item[=].text = "Systolic before the dose"
* item[=].item[=].type = #integer
* item[=].item[+].linkId = "diastolic-before"
* item[=].item[=].text = "Diastolic before the dose"
* item[=].item[=].type = #integer
* item[=].item[+].linkId = "systolic-peak"
* item[=].item[=].text = "Systolic around its peak"
* item[=].item[=].type = #integer
* item[=].item[+].linkId = "diastolic-peak"
* item[=].item[=].text = "Diastolic around its peak"
* item[=].item[=].type = #integer
* item[=].item[+].linkId = "systolic-leaving"
* item[=].item[=].text = "Systolic before leaving"
* item[=].item[=].type = #integer
* item[=].item[+].linkId = "diastolic-leaving"
* item[=].item[=].text = "Diastolic before leaving"
* item[=].item[=].type = #integer
* item[=].item[+].linkId = "acceptable-before"
* item[=].item[=].text = "Were the vital signs acceptable before the dose?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "acceptable-leaving"
* item[=].item[=].text = "Were they before leaving?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[+].linkId = "observation"
* item[=].text = "Observation"
* item[=].type = #group
* item[=].item[+].linkId = "minutes"
* item[=].item[=].text = "For how many minutes was the patient watched?"
* item[=].item[=].type = #integer
* item[=].item[+].linkId = "ready-after"
* item[=].item[=].text = "After how many minutes could the patient have left?"
* item[=].item[=].type = #integer
* item[=].item[+].linkId = "sedation"
* item[=].item[=].text = "Was there sedation?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "dissociation"
* item[=].item[=].text = "Was there dissociation?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "breathing"
* item[=].item[=].text = "Was breathing too shallow?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[+].linkId = "events"
* item[=].text = "Events"
* item[=].type = #group
* item[=].item[+].linkId = "serious-event"
* item[=].item[=].text = "Was there a serious event?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "serious-event-words"
* item[=].item[=].text = "Which?"
* item[=].item[=].type = #text
* item[+].linkId = "handing-in"
* item[=].text = "Handing in, as told by whoever did it"
* item[=].type = #group
* item[=].item[+].linkId = "prepared-by"
* item[=].item[=].text = "Who prepared the form?"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "prepared-on"
* item[=].item[=].text = "On which day?"
* item[=].item[=].type = #date
* item[=].item[+].linkId = "sent-by"
* item[=].item[=].text = "Who sent it?"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "sent-on"
* item[=].item[=].text = "On which day?"
* item[=].item[=].type = #date
* item[=].item[+].linkId = "sent-how"
* item[=].item[=].text = "How?"
* item[=].item[=].type = #string
