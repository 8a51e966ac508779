CodeSystem: DriplineScoreBands
Id: dripline-score-band
Title: "Severity bands"
Description: "What a score amounts to on its own scale. Each band has its lowest and highest score, the source of these numbers and how far they were checked: V seen in the source, V-2 seen second hand, GK general knowledge. A draft until a clinician has signed it."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* ^property[0].code = #low
* ^property[0].description = "Lowest score of the band"
* ^property[0].type = #decimal
* ^property[1].code = #high
* ^property[1].description = "Highest score of the band"
* ^property[1].type = #decimal
* ^property[2].code = #source
* ^property[2].description = "Where the numbers come from"
* ^property[2].type = #string
* ^property[3].code = #mark
* ^property[3].description = "How far they were checked: V, V-2 or GK"
* ^property[3].type = #code
* #phq-9-minimal "PHQ-9: minimal" "PHQ-9 0 to 4."
* #phq-9-minimal ^property[0].code = #low
* #phq-9-minimal ^property[0].valueDecimal = 0
* #phq-9-minimal ^property[1].code = #high
* #phq-9-minimal ^property[1].valueDecimal = 4
* #phq-9-minimal ^property[2].code = #source
* #phq-9-minimal ^property[2].valueString = "LOINC answer list LL382-3 (Kroenke 2001)"
* #phq-9-minimal ^property[3].code = #mark
* #phq-9-minimal ^property[3].valueCode = #V
* #phq-9-mild "PHQ-9: mild" "PHQ-9 5 to 9."
* #phq-9-mild ^property[0].code = #low
* #phq-9-mild ^property[0].valueDecimal = 5
* #phq-9-mild ^property[1].code = #high
* #phq-9-mild ^property[1].valueDecimal = 9
* #phq-9-mild ^property[2].code = #source
* #phq-9-mild ^property[2].valueString = "LOINC answer list LL382-3 (Kroenke 2001)"
* #phq-9-mild ^property[3].code = #mark
* #phq-9-mild ^property[3].valueCode = #V
* #phq-9-moderate "PHQ-9: moderate" "PHQ-9 10 to 14."
* #phq-9-moderate ^property[0].code = #low
* #phq-9-moderate ^property[0].valueDecimal = 10
* #phq-9-moderate ^property[1].code = #high
* #phq-9-moderate ^property[1].valueDecimal = 14
* #phq-9-moderate ^property[2].code = #source
* #phq-9-moderate ^property[2].valueString = "LOINC answer list LL382-3 (Kroenke 2001)"
* #phq-9-moderate ^property[3].code = #mark
* #phq-9-moderate ^property[3].valueCode = #V
* #phq-9-moderately-severe "PHQ-9: moderately severe" "PHQ-9 15 to 19."
* #phq-9-moderately-severe ^property[0].code = #low
* #phq-9-moderately-severe ^property[0].valueDecimal = 15
* #phq-9-moderately-severe ^property[1].code = #high
* #phq-9-moderately-severe ^property[1].valueDecimal = 19
* #phq-9-moderately-severe ^property[2].code = #source
* #phq-9-moderately-severe ^property[2].valueString = "LOINC answer list LL382-3 (Kroenke 2001)"
* #phq-9-moderately-severe ^property[3].code = #mark
* #phq-9-moderately-severe ^property[3].valueCode = #V
* #phq-9-severe "PHQ-9: severe" "PHQ-9 20 to 27."
* #phq-9-severe ^property[0].code = #low
* #phq-9-severe ^property[0].valueDecimal = 20
* #phq-9-severe ^property[1].code = #high
* #phq-9-severe ^property[1].valueDecimal = 27
* #phq-9-severe ^property[2].code = #source
* #phq-9-severe ^property[2].valueString = "LOINC answer list LL382-3 (Kroenke 2001)"
* #phq-9-severe ^property[3].code = #mark
* #phq-9-severe ^property[3].valueCode = #V
* #gad-7-minimal "GAD-7: minimal" "GAD-7 0 to 4."
* #gad-7-minimal ^property[0].code = #low
* #gad-7-minimal ^property[0].valueDecimal = 0
* #gad-7-minimal ^property[1].code = #high
* #gad-7-minimal ^property[1].valueDecimal = 4
* #gad-7-minimal ^property[2].code = #source
* #gad-7-minimal ^property[2].valueString = "Cut points 5, 10, 15 (Spitzer 2006), seen second hand"
* #gad-7-minimal ^property[3].code = #mark
* #gad-7-minimal ^property[3].valueCode = #V-2
* #gad-7-mild "GAD-7: mild" "GAD-7 5 to 9."
* #gad-7-mild ^property[0].code = #low
* #gad-7-mild ^property[0].valueDecimal = 5
* #gad-7-mild ^property[1].code = #high
* #gad-7-mild ^property[1].valueDecimal = 9
* #gad-7-mild ^property[2].code = #source
* #gad-7-mild ^property[2].valueString = "Cut points 5, 10, 15 (Spitzer 2006), seen second hand"
* #gad-7-mild ^property[3].code = #mark
* #gad-7-mild ^property[3].valueCode = #V-2
* #gad-7-moderate "GAD-7: moderate" "GAD-7 10 to 14."
* #gad-7-moderate ^property[0].code = #low
* #gad-7-moderate ^property[0].valueDecimal = 10
* #gad-7-moderate ^property[1].code = #high
* #gad-7-moderate ^property[1].valueDecimal = 14
* #gad-7-moderate ^property[2].code = #source
* #gad-7-moderate ^property[2].valueString = "Cut points 5, 10, 15 (Spitzer 2006), seen second hand"
* #gad-7-moderate ^property[3].code = #mark
* #gad-7-moderate ^property[3].valueCode = #V-2
* #gad-7-severe "GAD-7: severe" "GAD-7 15 to 21."
* #gad-7-severe ^property[0].code = #low
* #gad-7-severe ^property[0].valueDecimal = 15
* #gad-7-severe ^property[1].code = #high
* #gad-7-severe ^property[1].valueDecimal = 21
* #gad-7-severe ^property[2].code = #source
* #gad-7-severe ^property[2].valueString = "Cut points 5, 10, 15 (Spitzer 2006), seen second hand"
* #gad-7-severe ^property[3].code = #mark
* #gad-7-severe ^property[3].valueCode = #V-2
* #madrs-normal "MADRS: normal" "MADRS 0 to 6."
* #madrs-normal ^property[0].code = #low
* #madrs-normal ^property[0].valueDecimal = 0
* #madrs-normal ^property[1].code = #high
* #madrs-normal ^property[1].valueDecimal = 6
* #madrs-normal ^property[2].code = #source
* #madrs-normal ^property[2].valueString = "R package cliot, manual of madrs"
* #madrs-normal ^property[3].code = #mark
* #madrs-normal ^property[3].valueCode = #V
* #madrs-mild "MADRS: mild" "MADRS 7 to 19."
* #madrs-mild ^property[0].code = #low
* #madrs-mild ^property[0].valueDecimal = 7
* #madrs-mild ^property[1].code = #high
* #madrs-mild ^property[1].valueDecimal = 19
* #madrs-mild ^property[2].code = #source
* #madrs-mild ^property[2].valueString = "R package cliot, manual of madrs"
* #madrs-mild ^property[3].code = #mark
* #madrs-mild ^property[3].valueCode = #V
* #madrs-moderate "MADRS: moderate" "MADRS 20 to 34."
* #madrs-moderate ^property[0].code = #low
* #madrs-moderate ^property[0].valueDecimal = 20
* #madrs-moderate ^property[1].code = #high
* #madrs-moderate ^property[1].valueDecimal = 34
* #madrs-moderate ^property[2].code = #source
* #madrs-moderate ^property[2].valueString = "R package cliot, manual of madrs"
* #madrs-moderate ^property[3].code = #mark
* #madrs-moderate ^property[3].valueCode = #V
* #madrs-severe "MADRS: severe" "MADRS 35 to 60."
* #madrs-severe ^property[0].code = #low
* #madrs-severe ^property[0].valueDecimal = 35
* #madrs-severe ^property[1].code = #high
* #madrs-severe ^property[1].valueDecimal = 60
* #madrs-severe ^property[2].code = #source
* #madrs-severe ^property[2].valueString = "R package cliot, manual of madrs"
* #madrs-severe ^property[3].code = #mark
* #madrs-severe ^property[3].valueCode = #V
* #ybocs-subclinical "Y-BOCS: subclinical" "Y-BOCS 0 to 7."
* #ybocs-subclinical ^property[0].code = #low
* #ybocs-subclinical ^property[0].valueDecimal = 0
* #ybocs-subclinical ^property[1].code = #high
* #ybocs-subclinical ^property[1].valueDecimal = 7
* #ybocs-subclinical ^property[2].code = #source
* #ybocs-subclinical ^property[2].valueString = "PMC3959901"
* #ybocs-subclinical ^property[3].code = #mark
* #ybocs-subclinical ^property[3].valueCode = #V
* #ybocs-mild "Y-BOCS: mild" "Y-BOCS 8 to 15."
* #ybocs-mild ^property[0].code = #low
* #ybocs-mild ^property[0].valueDecimal = 8
* #ybocs-mild ^property[1].code = #high
* #ybocs-mild ^property[1].valueDecimal = 15
* #ybocs-mild ^property[2].code = #source
* #ybocs-mild ^property[2].valueString = "PMC3959901"
* #ybocs-mild ^property[3].code = #mark
* #ybocs-mild ^property[3].valueCode = #V
* #ybocs-moderate "Y-BOCS: moderate" "Y-BOCS 16 to 23."
* #ybocs-moderate ^property[0].code = #low
* #ybocs-moderate ^property[0].valueDecimal = 16
* #ybocs-moderate ^property[1].code = #high
* #ybocs-moderate ^property[1].valueDecimal = 23
* #ybocs-moderate ^property[2].code = #source
* #ybocs-moderate ^property[2].valueString = "PMC3959901"
* #ybocs-moderate ^property[3].code = #mark
* #ybocs-moderate ^property[3].valueCode = #V
* #ybocs-severe "Y-BOCS: severe" "Y-BOCS 24 to 31."
* #ybocs-severe ^property[0].code = #low
* #ybocs-severe ^property[0].valueDecimal = 24
* #ybocs-severe ^property[1].code = #high
* #ybocs-severe ^property[1].valueDecimal = 31
* #ybocs-severe ^property[2].code = #source
* #ybocs-severe ^property[2].valueString = "PMC3959901"
* #ybocs-severe ^property[3].code = #mark
* #ybocs-severe ^property[3].valueCode = #V
* #ybocs-extreme "Y-BOCS: extreme" "Y-BOCS 32 to 40."
* #ybocs-extreme ^property[0].code = #low
* #ybocs-extreme ^property[0].valueDecimal = 32
* #ybocs-extreme ^property[1].code = #high
* #ybocs-extreme ^property[1].valueDecimal = 40
* #ybocs-extreme ^property[2].code = #source
* #ybocs-extreme ^property[2].valueString = "PMC3959901"
* #ybocs-extreme ^property[3].code = #mark
* #ybocs-extreme ^property[3].valueCode = #V
* #qids-sr16-none "QIDS-SR16: none" "QIDS-SR16 0 to 5."
* #qids-sr16-none ^property[0].code = #low
* #qids-sr16-none ^property[0].valueDecimal = 0
* #qids-sr16-none ^property[1].code = #high
* #qids-sr16-none ^property[1].valueDecimal = 5
* #qids-sr16-none ^property[2].code = #source
* #qids-sr16-none ^property[2].valueString = "General knowledge"
* #qids-sr16-none ^property[3].code = #mark
* #qids-sr16-none ^property[3].valueCode = #GK
* #qids-sr16-mild "QIDS-SR16: mild" "QIDS-SR16 6 to 10."
* #qids-sr16-mild ^property[0].code = #low
* #qids-sr16-mild ^property[0].valueDecimal = 6
* #qids-sr16-mild ^property[1].code = #high
* #qids-sr16-mild ^property[1].valueDecimal = 10
* #qids-sr16-mild ^property[2].code = #source
* #qids-sr16-mild ^property[2].valueString = "General knowledge"
* #qids-sr16-mild ^property[3].code = #mark
* #qids-sr16-mild ^property[3].valueCode = #GK
* #qids-sr16-moderate "QIDS-SR16: moderate" "QIDS-SR16 11 to 15."
* #qids-sr16-moderate ^property[0].code = #low
* #qids-sr16-moderate ^property[0].valueDecimal = 11
* #qids-sr16-moderate ^property[1].code = #high
* #qids-sr16-moderate ^property[1].valueDecimal = 15
* #qids-sr16-moderate ^property[2].code = #source
* #qids-sr16-moderate ^property[2].valueString = "General knowledge"
* #qids-sr16-moderate ^property[3].code = #mark
* #qids-sr16-moderate ^property[3].valueCode = #GK
* #qids-sr16-severe "QIDS-SR16: severe" "QIDS-SR16 16 to 20."
* #qids-sr16-severe ^property[0].code = #low
* #qids-sr16-severe ^property[0].valueDecimal = 16
* #qids-sr16-severe ^property[1].code = #high
* #qids-sr16-severe ^property[1].valueDecimal = 20
* #qids-sr16-severe ^property[2].code = #source
* #qids-sr16-severe ^property[2].valueString = "General knowledge"
* #qids-sr16-severe ^property[3].code = #mark
* #qids-sr16-severe ^property[3].valueCode = #GK
* #qids-sr16-very-severe "QIDS-SR16: very severe" "QIDS-SR16 21 to 27."
* #qids-sr16-very-severe ^property[0].code = #low
* #qids-sr16-very-severe ^property[0].valueDecimal = 21
* #qids-sr16-very-severe ^property[1].code = #high
* #qids-sr16-very-severe ^property[1].valueDecimal = 27
* #qids-sr16-very-severe ^property[2].code = #source
* #qids-sr16-very-severe ^property[2].valueString = "General knowledge"
* #qids-sr16-very-severe ^property[3].code = #mark
* #qids-sr16-very-severe ^property[3].valueCode = #GK
* #hamd-17-normal "HAM-D 17: normal" "HAM-D 17 0 to 7."
* #hamd-17-normal ^property[0].code = #low
* #hamd-17-normal ^property[0].valueDecimal = 0
* #hamd-17-normal ^property[1].code = #high
* #hamd-17-normal ^property[1].valueDecimal = 7
* #hamd-17-normal ^property[2].code = #source
* #hamd-17-normal ^property[2].valueString = "General knowledge"
* #hamd-17-normal ^property[3].code = #mark
* #hamd-17-normal ^property[3].valueCode = #GK
* #hamd-17-mild "HAM-D 17: mild" "HAM-D 17 8 to 13."
* #hamd-17-mild ^property[0].code = #low
* #hamd-17-mild ^property[0].valueDecimal = 8
* #hamd-17-mild ^property[1].code = #high
* #hamd-17-mild ^property[1].valueDecimal = 13
* #hamd-17-mild ^property[2].code = #source
* #hamd-17-mild ^property[2].valueString = "General knowledge"
* #hamd-17-mild ^property[3].code = #mark
* #hamd-17-mild ^property[3].valueCode = #GK
* #hamd-17-moderate "HAM-D 17: moderate" "HAM-D 17 14 to 18."
* #hamd-17-moderate ^property[0].code = #low
* #hamd-17-moderate ^property[0].valueDecimal = 14
* #hamd-17-moderate ^property[1].code = #high
* #hamd-17-moderate ^property[1].valueDecimal = 18
* #hamd-17-moderate ^property[2].code = #source
* #hamd-17-moderate ^property[2].valueString = "General knowledge"
* #hamd-17-moderate ^property[3].code = #mark
* #hamd-17-moderate ^property[3].valueCode = #GK
* #hamd-17-severe "HAM-D 17: severe" "HAM-D 17 19 to 22."
* #hamd-17-severe ^property[0].code = #low
* #hamd-17-severe ^property[0].valueDecimal = 19
* #hamd-17-severe ^property[1].code = #high
* #hamd-17-severe ^property[1].valueDecimal = 22
* #hamd-17-severe ^property[2].code = #source
* #hamd-17-severe ^property[2].valueString = "General knowledge"
* #hamd-17-severe ^property[3].code = #mark
* #hamd-17-severe ^property[3].valueCode = #GK
* #hamd-17-very-severe "HAM-D 17: very severe" "HAM-D 17 23 to 52."
* #hamd-17-very-severe ^property[0].code = #low
* #hamd-17-very-severe ^property[0].valueDecimal = 23
* #hamd-17-very-severe ^property[1].code = #high
* #hamd-17-very-severe ^property[1].valueDecimal = 52
* #hamd-17-very-severe ^property[2].code = #source
* #hamd-17-very-severe ^property[2].valueString = "General knowledge"
* #hamd-17-very-severe ^property[3].code = #mark
* #hamd-17-very-severe ^property[3].valueCode = #GK
* #pcl-5-below-cut-off "PCL-5: below cut off" "PCL-5 0 to 32."
* #pcl-5-below-cut-off ^property[0].code = #low
* #pcl-5-below-cut-off ^property[0].valueDecimal = 0
* #pcl-5-below-cut-off ^property[1].code = #high
* #pcl-5-below-cut-off ^property[1].valueDecimal = 32
* #pcl-5-below-cut-off ^property[2].code = #source
* #pcl-5-below-cut-off ^property[2].valueString = "Cut-off 31 to 33, of which 33 is used (comorbidityguidelines.org.au, PCL-5)"
* #pcl-5-below-cut-off ^property[3].code = #mark
* #pcl-5-below-cut-off ^property[3].valueCode = #V
* #pcl-5-probable-ptsd "PCL-5: probable PTSD" "PCL-5 33 to 80."
* #pcl-5-probable-ptsd ^property[0].code = #low
* #pcl-5-probable-ptsd ^property[0].valueDecimal = 33
* #pcl-5-probable-ptsd ^property[1].code = #high
* #pcl-5-probable-ptsd ^property[1].valueDecimal = 80
* #pcl-5-probable-ptsd ^property[2].code = #source
* #pcl-5-probable-ptsd ^property[2].valueString = "Cut-off 31 to 33, of which 33 is used (comorbidityguidelines.org.au, PCL-5)"
* #pcl-5-probable-ptsd ^property[3].code = #mark
* #pcl-5-probable-ptsd ^property[3].valueCode = #V
* #asrm-below-cut-off "ASRM: below cut off" "ASRM 0 to 5."
* #asrm-below-cut-off ^property[0].code = #low
* #asrm-below-cut-off ^property[0].valueDecimal = 0
* #asrm-below-cut-off ^property[1].code = #high
* #asrm-below-cut-off ^property[1].valueDecimal = 5
* #asrm-below-cut-off ^property[2].code = #source
* #asrm-below-cut-off ^property[2].valueString = "General knowledge"
* #asrm-below-cut-off ^property[3].code = #mark
* #asrm-below-cut-off ^property[3].valueCode = #GK
* #asrm-mania-suggested "ASRM: mania suggested" "ASRM 6 to 20."
* #asrm-mania-suggested ^property[0].code = #low
* #asrm-mania-suggested ^property[0].valueDecimal = 6
* #asrm-mania-suggested ^property[1].code = #high
* #asrm-mania-suggested ^property[1].valueDecimal = 20
* #asrm-mania-suggested ^property[2].code = #source
* #asrm-mania-suggested ^property[2].valueString = "General knowledge"
* #asrm-mania-suggested ^property[3].code = #mark
* #asrm-mania-suggested ^property[3].valueCode = #GK
* #nrs-none "Pain NRS: none" "Pain NRS of 0."
* #nrs-none ^property[0].code = #low
* #nrs-none ^property[0].valueDecimal = 0
* #nrs-none ^property[1].code = #high
* #nrs-none ^property[1].valueDecimal = 0
* #nrs-none ^property[2].code = #source
* #nrs-none ^property[2].valueString = "General knowledge"
* #nrs-none ^property[3].code = #mark
* #nrs-none ^property[3].valueCode = #GK
* #nrs-mild "Pain NRS: mild" "Pain NRS 1 to 3."
* #nrs-mild ^property[0].code = #low
* #nrs-mild ^property[0].valueDecimal = 1
* #nrs-mild ^property[1].code = #high
* #nrs-mild ^property[1].valueDecimal = 3
* #nrs-mild ^property[2].code = #source
* #nrs-mild ^property[2].valueString = "General knowledge"
* #nrs-mild ^property[3].code = #mark
* #nrs-mild ^property[3].valueCode = #GK
* #nrs-moderate "Pain NRS: moderate" "Pain NRS 4 to 6."
* #nrs-moderate ^property[0].code = #low
* #nrs-moderate ^property[0].valueDecimal = 4
* #nrs-moderate ^property[1].code = #high
* #nrs-moderate ^property[1].valueDecimal = 6
* #nrs-moderate ^property[2].code = #source
* #nrs-moderate ^property[2].valueString = "General knowledge"
* #nrs-moderate ^property[3].code = #mark
* #nrs-moderate ^property[3].valueCode = #GK
* #nrs-severe "Pain NRS: severe" "Pain NRS 7 to 10."
* #nrs-severe ^property[0].code = #low
* #nrs-severe ^property[0].valueDecimal = 7
* #nrs-severe ^property[1].code = #high
* #nrs-severe ^property[1].valueDecimal = 10
* #nrs-severe ^property[2].code = #source
* #nrs-severe ^property[2].valueString = "General knowledge"
* #nrs-severe ^property[3].code = #mark
* #nrs-severe ^property[3].valueCode = #GK
