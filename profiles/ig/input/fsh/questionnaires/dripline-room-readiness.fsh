Instance: dripline-room-readiness
InstanceOf: Questionnaire
Usage: #definition
Title: "Readiness of the room"
Description: "What the clinic confirms before a session starts: equipment, rescue medicines, staff, the vial, and the comparison of order, bag and pump by two people."
* insert Form(dripline-room-readiness, DriplineRoomReadiness, [[Readiness of the room]])
* description = "What the clinic confirms before a session starts: equipment, rescue medicines, staff, the vial, and the comparison of order, bag and pump by two people."
* item[+].linkId = "equipment"
* item[=].text = "Equipment"
* item[=].type = #group
* item[=].item[+].linkId = "airway"
* item[=].item[=].text = "Is the airway equipment ready?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "oxygen"
* item[=].item[=].text = "Is oxygen ready?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "suction"
* item[=].item[=].text = "Does the suction work?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "rescue-medicines"
* item[=].item[=].text = "Are the rescue medicines there and in date?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[+].linkId = "staff"
* item[=].text = "Staff"
* item[=].type = #group
* item[=].item[+].linkId = "trained-staff"
* item[=].item[=].text = "Are the staff this session needs here, and trained for it?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "acls-holder-present"
* item[=].item[=].text = "Is somebody with a certificate of advanced life support present?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "acls-holder"
* item[=].item[=].text = "Who?"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "acls-valid-until"
* item[=].item[=].text = "Until when is the certificate valid?"
* item[=].item[=].type = #date
* item[+].linkId = "drug"
* item[=].text = "Drug and dose"
* item[=].type = #group
* item[=].item[+].linkId = "vial-lot-recorded"
* item[=].item[=].text = "Is the lot of the vial recorded?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "vial-lot"
* item[=].item[=].text = "Which lot?"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "vial-expiry"
* item[=].item[=].text = "When does the vial expire?"
* item[=].item[=].type = #date
* item[=].item[+].linkId = "dose-compared-by-two"
* item[=].item[=].text = "Have two people compared order, bag and pump?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "dose-compared-by"
* item[=].item[=].text = "Who?"
* item[=].item[=].type = #string
* item[+].linkId = "programme"
* item[=].text = "Programme, where the protocol asks for one"
* item[=].type = #group
* item[=].item[+].linkId = "programme-confirmed"
* item[=].item[=].text = "Is the place certified for this medicine, and the patient enrolled?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
