Instance: dripline-eligibility
InstanceOf: Questionnaire
Usage: #definition
Title: "Eligibility for ketamine infusions"
Description: "What is asked before a course, and what is asked again before each session. A yes to one of the first nine speaks against an infusion until a prescriber has decided."
* insert Form(dripline-eligibility, DriplineEligibility, [[Eligibility for ketamine infusions]])
* description = "What is asked before a course, and what is asked again before each session. A yes to one of the first nine speaks against an infusion until a prescriber has decided."
* item[+].linkId = "exclusions"
* item[=].text = "What speaks against an infusion"
* item[=].type = #group
* item[=].item[+].linkId = "uncontrolled-hypertension"
* item[=].item[=].text = "Is your blood pressure high and not under control?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#uncontrolled-hypertension
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "unstable-cardiovascular-disease"
* item[=].item[=].text = "Do you have an acute or unstable heart or vessel disease?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#unstable-cardiovascular-disease
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "uncontrolled-thyroid-disease"
* item[=].item[=].text = "Do you have a thyroid disease that is not under control?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#uncontrolled-thyroid-disease
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "raised-intracranial-pressure"
* item[=].item[=].text = "Has raised pressure inside the skull been found or suspected?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#raised-intracranial-pressure
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "psychosis"
* item[=].item[=].text = "Have you ever had a psychosis, such as hearing voices or losing touch with reality?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#psychosis
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "mania"
* item[=].item[=].text = "Are you in a manic or hypomanic phase now?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#mania
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "uncontrolled-glaucoma"
* item[=].item[=].text = "Do you have glaucoma that is not under control?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#uncontrolled-glaucoma
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "pregnancy"
* item[=].item[=].text = "Are you pregnant, or could you be?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#pregnancy
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "prior-reaction-to-ketamine"
* item[=].item[=].text = "Have you had a bad reaction to ketamine before?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#prior-reaction-to-ketamine
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[+].linkId = "cautions"
* item[=].text = "What has to be considered"
* item[=].type = #group
* item[=].item[+].linkId = "breastfeeding"
* item[=].item[=].text = "Are you breastfeeding?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#breastfeeding
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "nausea-or-motion-sickness"
* item[=].item[=].text = "Do medicines make you sick, or are you prone to motion sickness?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#nausea-or-motion-sickness
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "ongoing-tissue-damage"
* item[=].item[=].text = "For pain: does what causes it still go on, such as an injury or an inflammation?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#ongoing-tissue-damage
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "bipolar-disorder"
* item[=].item[=].text = "Have you ever been told you have bipolar disorder?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[+].linkId = "substances"
* item[=].text = "Alcohol, drugs and medicines"
* item[=].type = #group
* item[=].item[+].linkId = "substance-use"
* item[=].item[=].text = "Do you, or did you, drink too much or use drugs?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#substance-use
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "ketamine-outside-treatment"
* item[=].item[=].text = "Have you used ketamine outside a treatment?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "opioids"
* item[=].item[=].text = "Do you take opioids?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "benzodiazepines"
* item[=].item[=].text = "Do you take benzodiazepines or other sedatives?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "medicines"
* item[=].item[=].text = "Which medicines do you take, and how much?"
* item[=].item[=].type = #text
* item[+].linkId = "treatments"
* item[=].text = "Other treatments"
* item[=].type = #group
* item[=].item[+].linkId = "prior-treatments"
* item[=].item[=].text = "Which treatments have you had for this, and did they help?"
* item[=].item[=].type = #text
* item[=].item[+].linkId = "adequate-trials"
* item[=].item[=].text = "How many of them were taken long enough, at a full dose?"
* item[=].item[=].type = #integer
* item[=].item[+].linkId = "prior-ect"
* item[=].item[=].text = "Have you had electroconvulsive therapy?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "prior-tms"
* item[=].item[=].text = "Have you had transcranial magnetic stimulation?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "concurrent-treatment"
* item[=].item[=].text = "Which treatments go on beside the infusions?"
* item[=].item[=].type = #text
* item[+].linkId = "day-of-infusion"
* item[=].text = "On the day of an infusion"
* item[=].type = #group
* item[=].item[+].linkId = "last-oral-intake"
* item[=].item[=].text = "When did you last eat or drink?"
* item[=].item[=].type = #dateTime
* item[=].item[+].linkId = "medicines-with-sip"
* item[=].item[=].text = "Have you taken medicines with a sip of water since?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "escort-name"
* item[=].item[=].text = "Who takes you home?"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "escort-phone"
* item[=].item[=].text = "Under which number can they be reached?"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "escort-confirmed"
* item[=].item[=].text = "Has the clinic confirmed it with them?"
* item[=].item[=].type = #choice
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "acute-illness"
* item[=].item[=].text = "Are you ill today?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#acute-illness
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
* item[=].item[+].linkId = "alcohol-or-sedatives-today"
* item[=].item[=].text = "Have you had alcohol, drugs or sedatives today?"
* item[=].item[=].type = #choice
* item[=].item[=].code = DriplineEligibilityRules#alcohol-or-sedatives
* item[=].item[=].answerOption[0].valueCoding = $YesNo#Y "Yes"
* item[=].item[=].answerOption[1].valueCoding = $YesNo#N "No"
* item[=].item[=].answerOption[2].valueCoding = $YesNo#UNK "Unknown"
