CodeSystem: DriplinePcl5Items
Id: dripline-pcl-5-item
Title: "PCL-5 items"
Description: "The twenty questions of the PTSD checklist for DSM-5, for which no LOINC codes could be verified. Text of the National Center for PTSD, U.S. Department of Veterans Affairs: not copyrighted."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #pcl-5-1 "PCL-5 item 1" "Repeated, disturbing, and unwanted memories of the stressful experience?"
* #pcl-5-2 "PCL-5 item 2" "Repeated, disturbing dreams of the stressful experience?"
* #pcl-5-3 "PCL-5 item 3" "Suddenly feeling or acting as if the stressful experience were actually happening again (as if you were actually back there reliving it)?"
* #pcl-5-4 "PCL-5 item 4" "Feeling very upset when something reminded you of the stressful experience?"
* #pcl-5-5 "PCL-5 item 5" "Having strong physical reactions when something reminded you of the stressful experience (for example, heart pounding, trouble breathing, sweating)?"
* #pcl-5-6 "PCL-5 item 6" "Avoiding memories, thoughts, or feelings related to the stressful experience?"
* #pcl-5-7 "PCL-5 item 7" "Avoiding external reminders of the stressful experience (for example, people, places, conversations, activities, objects, or situations)?"
* #pcl-5-8 "PCL-5 item 8" "Trouble remembering important parts of the stressful experience?"
* #pcl-5-9 "PCL-5 item 9" "Having strong negative beliefs about yourself, other people, or the world?"
* #pcl-5-10 "PCL-5 item 10" "Blaming yourself or someone else for the stressful experience or what happened after it?"
* #pcl-5-11 "PCL-5 item 11" "Having strong negative feelings such as fear, horror, anger, guilt, or shame?"
* #pcl-5-12 "PCL-5 item 12" "Loss of interest in activities that you used to enjoy?"
* #pcl-5-13 "PCL-5 item 13" "Feeling distant or cut off from other people?"
* #pcl-5-14 "PCL-5 item 14" "Trouble experiencing positive feelings?"
* #pcl-5-15 "PCL-5 item 15" "Irritable behavior, angry outbursts, or acting aggressively?"
* #pcl-5-16 "PCL-5 item 16" "Taking too many risks or doing things that could cause you harm?"
* #pcl-5-17 "PCL-5 item 17" "Being \"superalert\" or watchful or on guard?"
* #pcl-5-18 "PCL-5 item 18" "Feeling jumpy or easily startled?"
* #pcl-5-19 "PCL-5 item 19" "Having difficulty concentrating?"
* #pcl-5-20 "PCL-5 item 20" "Trouble falling or staying asleep?"
