Instance: dripline-pcl-5-weekly
InstanceOf: Questionnaire
Usage: #definition
Title: "PCL-5, past week"
Description: "PTSD checklist for DSM-5, twenty items on the past week."
* insert Form(dripline-pcl-5-weekly, DriplinePcl5Weekly, [[PCL-5, past week]])
* description = "PTSD checklist for DSM-5, twenty items on the past week."
* copyright = "Weathers F.W., Litz B.T., Keane T.M., Palmieri P.A., Marx B.P., Schnurr P.P. (2013): The PTSD Checklist for DSM-5 (PCL-5). National Center for PTSD, U.S. Department of Veterans Affairs. A work of the U.S. Government, not copyrighted."
* code = DriplineScores#pcl-5-weekly
* item[+].linkId = "preamble"
* item[=].text = "How much have you been bothered in the past week by:"
* item[=].type = #display
* insert ChoiceItem(PCL5-1, 1, [[Repeated, disturbing, and unwanted memories of the stressful experience]])
* item[=].code = DriplinePcl5Items#pcl-5-1
* insert BotherOptions
* insert ChoiceItem(PCL5-2, 2, [[Repeated, disturbing dreams of the stressful experience]])
* item[=].code = DriplinePcl5Items#pcl-5-2
* insert BotherOptions
* insert ChoiceItem(PCL5-3, 3, [[Suddenly feeling or acting as if the stressful experience were actually happening again (as if you were actually back there reliving it)]])
* item[=].code = DriplinePcl5Items#pcl-5-3
* insert BotherOptions
* insert ChoiceItem(PCL5-4, 4, [[Feeling very upset when something reminded you of the stressful experience]])
* item[=].code = DriplinePcl5Items#pcl-5-4
* insert BotherOptions
* insert ChoiceItem(PCL5-5, 5, [[Having strong physical reactions when something reminded you of the stressful experience (for example, heart pounding, trouble breathing, sweating)]])
* item[=].code = DriplinePcl5Items#pcl-5-5
* insert BotherOptions
* insert ChoiceItem(PCL5-6, 6, [[Avoiding memories, thoughts, or feelings related to the stressful experience]])
* item[=].code = DriplinePcl5Items#pcl-5-6
* insert BotherOptions
* insert ChoiceItem(PCL5-7, 7, [[Avoiding external reminders of the stressful experience (for example, people, places, conversations, activities, objects, or situations)]])
* item[=].code = DriplinePcl5Items#pcl-5-7
* insert BotherOptions
* insert ChoiceItem(PCL5-8, 8, [[Trouble remembering important parts of the stressful experience]])
* item[=].code = DriplinePcl5Items#pcl-5-8
* insert BotherOptions
* insert ChoiceItem(PCL5-9, 9, [[Having strong negative beliefs about yourself, other people, or the world]])
* item[=].code = DriplinePcl5Items#pcl-5-9
* insert BotherOptions
* insert ChoiceItem(PCL5-10, 10, [[Blaming yourself or someone else for the stressful experience or what happened after it]])
* item[=].code = DriplinePcl5Items#pcl-5-10
* insert BotherOptions
* insert ChoiceItem(PCL5-11, 11, [[Having strong negative feelings such as fear, horror, anger, guilt, or shame]])
* item[=].code = DriplinePcl5Items#pcl-5-11
* insert BotherOptions
* insert ChoiceItem(PCL5-12, 12, [[Loss of interest in activities that you used to enjoy]])
* item[=].code = DriplinePcl5Items#pcl-5-12
* insert BotherOptions
* insert ChoiceItem(PCL5-13, 13, [[Feeling distant or cut off from other people]])
* item[=].code = DriplinePcl5Items#pcl-5-13
* insert BotherOptions
* insert ChoiceItem(PCL5-14, 14, [[Trouble experiencing positive feelings]])
* item[=].code = DriplinePcl5Items#pcl-5-14
* insert BotherOptions
* insert ChoiceItem(PCL5-15, 15, [[Irritable behavior, angry outbursts, or acting aggressively]])
* item[=].code = DriplinePcl5Items#pcl-5-15
* insert BotherOptions
* insert ChoiceItem(PCL5-16, 16, [[Taking too many risks or doing things that could cause you harm]])
* item[=].code = DriplinePcl5Items#pcl-5-16
* insert BotherOptions
* insert ChoiceItem(PCL5-17, 17, [[Being \"superalert\" or watchful or on guard]])
* item[=].code = DriplinePcl5Items#pcl-5-17
* insert BotherOptions
* insert ChoiceItem(PCL5-18, 18, [[Feeling jumpy or easily startled]])
* item[=].code = DriplinePcl5Items#pcl-5-18
* insert BotherOptions
* insert ChoiceItem(PCL5-19, 19, [[Having difficulty concentrating]])
* item[=].code = DriplinePcl5Items#pcl-5-19
* insert BotherOptions
* insert ChoiceItem(PCL5-20, 20, [[Trouble falling or staying asleep]])
* item[=].code = DriplinePcl5Items#pcl-5-20
* insert BotherOptions
* insert CalculatedTotal(PCL5-total, Total, integer, [[iif(%resource.item.where(linkId in ('PCL5-1' | 'PCL5-2' | 'PCL5-3' | 'PCL5-4' | 'PCL5-5' | 'PCL5-6' | 'PCL5-7' | 'PCL5-8' | 'PCL5-9' | 'PCL5-10' | 'PCL5-11' | 'PCL5-12' | 'PCL5-13' | 'PCL5-14' | 'PCL5-15' | 'PCL5-16' | 'PCL5-17' | 'PCL5-18' | 'PCL5-19' | 'PCL5-20')).answer.value.count() = 20, %resource.item.where(linkId in ('PCL5-1' | 'PCL5-2' | 'PCL5-3' | 'PCL5-4' | 'PCL5-5' | 'PCL5-6' | 'PCL5-7' | 'PCL5-8' | 'PCL5-9' | 'PCL5-10' | 'PCL5-11' | 'PCL5-12' | 'PCL5-13' | 'PCL5-14' | 'PCL5-15' | 'PCL5-16' | 'PCL5-17' | 'PCL5-18' | 'PCL5-19' | 'PCL5-20')).answer.value.ordinal().aggregate($this + $total, 0), {})]])
* item[=].code = DriplineScores#pcl-5-weekly-total
