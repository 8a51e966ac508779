CodeSystem: DriplineProtocolNumberCodes
Id: dripline-protocol-number
Title: "Numbers of a protocol"
Description: "What a number of a protocol is, in which unit, and how it is meant. A clinic may use codes of its own beside these."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* ^property[0].code = #section
* ^property[=].type = #code
* ^property[=].description = "Section of dripline-protocol-section in which the number is printed."
* ^property[+].code = #unit
* ^property[=].type = #string
* ^property[=].description = "UCUM unit the number has."
* ^property[+].code = #sense
* ^property[=].type = #code
* ^property[=].description = "How the number is meant: exactly, between, at-least, at-most, above, below, within."
* #age "Age" "Age from which the protocol may be used."
* #age ^property[0].code = #section
* #age ^property[=].valueCode = #eligibility
* #age ^property[+].code = #unit
* #age ^property[=].valueString = "a"
* #age ^property[+].code = #sense
* #age ^property[=].valueCode = #at-least
* #failed-trials "Treatments that failed" "Adequate trials of other treatments before the first infusion."
* #failed-trials ^property[0].code = #section
* #failed-trials ^property[=].valueCode = #eligibility
* #failed-trials ^property[+].code = #unit
* #failed-trials ^property[=].valueString = "{trials}"
* #failed-trials ^property[+].code = #sense
* #failed-trials ^property[=].valueCode = #at-least
* #benzodiazepine-daily "Benzodiazepine a day, high" "Daily dose, as diazepam, above which a benzodiazepine counts as high."
* #benzodiazepine-daily ^property[0].code = #section
* #benzodiazepine-daily ^property[=].valueCode = #interaction
* #benzodiazepine-daily ^property[+].code = #unit
* #benzodiazepine-daily ^property[=].valueString = "mg"
* #benzodiazepine-daily ^property[+].code = #sense
* #benzodiazepine-daily ^property[=].valueCode = #above
* #benzodiazepine-before "Benzodiazepine before the infusion, high" "A dose within this time before the infusion counts as high."
* #benzodiazepine-before ^property[0].code = #section
* #benzodiazepine-before ^property[=].valueCode = #interaction
* #benzodiazepine-before ^property[+].code = #unit
* #benzodiazepine-before ^property[=].valueString = "h"
* #benzodiazepine-before ^property[+].code = #sense
* #benzodiazepine-before ^property[=].valueCode = #within
* #series-count "Sessions of the series" "Sessions planned at the start."
* #series-count ^property[0].code = #section
* #series-count ^property[=].valueCode = #series
* #series-count ^property[+].code = #unit
* #series-count ^property[=].valueString = "{sessions}"
* #series-count ^property[+].code = #sense
* #series-count ^property[=].valueCode = #exactly
* #series-further "Further sessions" "Sessions that may follow the planned ones after a decision."
* #series-further ^property[0].code = #section
* #series-further ^property[=].valueCode = #series
* #series-further ^property[+].code = #unit
* #series-further ^property[=].valueString = "{sessions}"
* #series-further ^property[+].code = #sense
* #series-further ^property[=].valueCode = #at-most
* #series-duration "Series, first to last day" "Days from the first to the last session of the series."
* #series-duration ^property[0].code = #section
* #series-duration ^property[=].valueCode = #series
* #series-duration ^property[+].code = #unit
* #series-duration ^property[=].valueString = "d"
* #series-duration ^property[+].code = #sense
* #series-duration ^property[=].valueCode = #between
* #sessions-per-week "Sessions a week" "Sessions in any seven days."
* #sessions-per-week ^property[0].code = #section
* #sessions-per-week ^property[=].valueCode = #series
* #sessions-per-week ^property[+].code = #unit
* #sessions-per-week ^property[=].valueString = "/wk"
* #sessions-per-week ^property[+].code = #sense
* #sessions-per-week ^property[=].valueCode = #at-most
* #interval "Interval" "Days from one session to the next."
* #interval ^property[0].code = #section
* #interval ^property[=].valueCode = #series
* #interval ^property[+].code = #unit
* #interval ^property[=].valueString = "d"
* #interval ^property[+].code = #sense
* #interval ^property[=].valueCode = #between
* #spacing-first "First interval" "Days from the first to the second session."
* #spacing-first ^property[0].code = #section
* #spacing-first ^property[=].valueCode = #series
* #spacing-first ^property[+].code = #unit
* #spacing-first ^property[=].valueString = "d"
* #spacing-first ^property[+].code = #sense
* #spacing-first ^property[=].valueCode = #exactly
* #spacing-step "Step" "Days by which each further interval is longer."
* #spacing-step ^property[0].code = #section
* #spacing-step ^property[=].valueCode = #series
* #spacing-step ^property[+].code = #unit
* #spacing-step ^property[=].valueString = "d"
* #spacing-step ^property[+].code = #sense
* #spacing-step ^property[=].valueCode = #exactly
* #spacing-longest "Longest interval" "Days at which the interval stays."
* #spacing-longest ^property[0].code = #section
* #spacing-longest ^property[=].valueCode = #series
* #spacing-longest ^property[+].code = #unit
* #spacing-longest ^property[=].valueString = "d"
* #spacing-longest ^property[+].code = #sense
* #spacing-longest ^property[=].valueCode = #at-most
* #session-counts "A partial session counts" "Share of the ordered dose from which a session that ended early counts in the series."
* #session-counts ^property[0].code = #section
* #session-counts ^property[=].valueCode = #series
* #session-counts ^property[+].code = #unit
* #session-counts ^property[=].valueString = "%"
* #session-counts ^property[+].code = #sense
* #session-counts ^property[=].valueCode = #at-least
* #dose-per-weight "Starting dose by weight" "Dose of the first session, for each kilogram."
* #dose-per-weight ^property[0].code = #section
* #dose-per-weight ^property[=].valueCode = #dose
* #dose-per-weight ^property[+].code = #unit
* #dose-per-weight ^property[=].valueString = "mg/kg"
* #dose-per-weight ^property[+].code = #sense
* #dose-per-weight ^property[=].valueCode = #exactly
* #dose-per-weight-usual "Usual dose by weight" "Outside it the plan warns."
* #dose-per-weight-usual ^property[0].code = #section
* #dose-per-weight-usual ^property[=].valueCode = #dose
* #dose-per-weight-usual ^property[+].code = #unit
* #dose-per-weight-usual ^property[=].valueString = "mg/kg"
* #dose-per-weight-usual ^property[+].code = #sense
* #dose-per-weight-usual ^property[=].valueCode = #between
* #dose-fixed "Fixed dose" "Dose in milligrams whatever the weight; outside it the plan warns."
* #dose-fixed ^property[0].code = #section
* #dose-fixed ^property[=].valueCode = #dose
* #dose-fixed ^property[+].code = #unit
* #dose-fixed ^property[=].valueString = "mg"
* #dose-fixed ^property[+].code = #sense
* #dose-fixed ^property[=].valueCode = #between
* #dose-total "Total dose" "Total of one infusion."
* #dose-total ^property[0].code = #section
* #dose-total ^property[=].valueCode = #dose
* #dose-total ^property[+].code = #unit
* #dose-total ^property[=].valueString = "mg"
* #dose-total ^property[+].code = #sense
* #dose-total ^property[=].valueCode = #at-least
* #dose-bolus "Bolus by weight" "Largest bolus, for each kilogram."
* #dose-bolus ^property[0].code = #section
* #dose-bolus ^property[=].valueCode = #dose
* #dose-bolus ^property[+].code = #unit
* #dose-bolus ^property[=].valueString = "mg/kg"
* #dose-bolus ^property[+].code = #sense
* #dose-bolus ^property[=].valueCode = #at-most
* #rate-per-weight "Rate by weight" "Drug for each kilogram and hour."
* #rate-per-weight ^property[0].code = #section
* #rate-per-weight ^property[=].valueCode = #dose
* #rate-per-weight ^property[+].code = #unit
* #rate-per-weight ^property[=].valueString = "mg/kg/h"
* #rate-per-weight ^property[+].code = #sense
* #rate-per-weight ^property[=].valueCode = #exactly
* #rate-per-weight-general "Rate by weight, general range" "General range of a guideline, for comparison; not enforced."
* #rate-per-weight-general ^property[0].code = #section
* #rate-per-weight-general ^property[=].valueCode = #dose
* #rate-per-weight-general ^property[+].code = #unit
* #rate-per-weight-general ^property[=].valueString = "mg/kg/h"
* #rate-per-weight-general ^property[+].code = #sense
* #rate-per-weight-general ^property[=].valueCode = #between
* #rate-per-weight-intensive "Rate by weight in intensive care" "Highest rate a guideline names, in intensive care only."
* #rate-per-weight-intensive ^property[0].code = #section
* #rate-per-weight-intensive ^property[=].valueCode = #dose
* #rate-per-weight-intensive ^property[+].code = #unit
* #rate-per-weight-intensive ^property[=].valueString = "mg/kg/h"
* #rate-per-weight-intensive ^property[+].code = #sense
* #rate-per-weight-intensive ^property[=].valueCode = #at-most
* #rate-fixed "Fixed rate" "Drug for each hour whatever the weight."
* #rate-fixed ^property[0].code = #section
* #rate-fixed ^property[=].valueCode = #dose
* #rate-fixed ^property[+].code = #unit
* #rate-fixed ^property[=].valueString = "mg/h"
* #rate-fixed ^property[+].code = #sense
* #rate-fixed ^property[=].valueCode = #between
* #titration-step "Step of the dose" "Largest change of the dose by weight from one session to the next."
* #titration-step ^property[0].code = #section
* #titration-step ^property[=].valueCode = #titration
* #titration-step ^property[+].code = #unit
* #titration-step ^property[=].valueString = "mg/kg"
* #titration-step ^property[+].code = #sense
* #titration-step ^property[=].valueCode = #at-most
* #titration-most "Largest dose by weight" "Where titration ends."
* #titration-most ^property[0].code = #section
* #titration-most ^property[=].valueCode = #titration
* #titration-most ^property[+].code = #unit
* #titration-most ^property[=].valueString = "mg/kg"
* #titration-most ^property[+].code = #sense
* #titration-most ^property[=].valueCode = #at-most
* #infusion-duration "Infusion" "Planned time of one infusion."
* #infusion-duration ^property[0].code = #section
* #infusion-duration ^property[=].valueCode = #infusion
* #infusion-duration ^property[+].code = #unit
* #infusion-duration ^property[=].valueString = "min"
* #infusion-duration ^property[+].code = #sense
* #infusion-duration ^property[=].valueCode = #exactly
* #infusion-duration-usual "Usual time of an infusion" "Outside it the plan warns."
* #infusion-duration-usual ^property[0].code = #section
* #infusion-duration-usual ^property[=].valueCode = #infusion
* #infusion-duration-usual ^property[+].code = #unit
* #infusion-duration-usual ^property[=].valueString = "min"
* #infusion-duration-usual ^property[+].code = #sense
* #infusion-duration-usual ^property[=].valueCode = #between
* #infusion-duration-least "Shortest infusion" "An infusion for this purpose lasts longer than this."
* #infusion-duration-least ^property[0].code = #section
* #infusion-duration-least ^property[=].valueCode = #infusion
* #infusion-duration-least ^property[+].code = #unit
* #infusion-duration-least ^property[=].valueString = "min"
* #infusion-duration-least ^property[+].code = #sense
* #infusion-duration-least ^property[=].valueCode = #above
* #infusion-days "Days of a continuous infusion" "For how many days the infusion runs."
* #infusion-days ^property[0].code = #section
* #infusion-days ^property[=].valueCode = #infusion
* #infusion-days ^property[+].code = #unit
* #infusion-days ^property[=].valueString = "d"
* #infusion-days ^property[+].code = #sense
* #infusion-days ^property[=].valueCode = #between
* #bag-concentration "Strength of the bag" "Strength the plan is worked out for."
* #bag-concentration ^property[0].code = #section
* #bag-concentration ^property[=].valueCode = #bag
* #bag-concentration ^property[+].code = #unit
* #bag-concentration ^property[=].valueString = "mg/mL"
* #bag-concentration ^property[+].code = #sense
* #bag-concentration ^property[=].valueCode = #exactly
* #bag-concentration-most "Strongest bag" "A stronger one is a vial taken for a bag: hard stop."
* #bag-concentration-most ^property[0].code = #section
* #bag-concentration-most ^property[=].valueCode = #bag
* #bag-concentration-most ^property[+].code = #unit
* #bag-concentration-most ^property[=].valueString = "mg/mL"
* #bag-concentration-most ^property[+].code = #sense
* #bag-concentration-most ^property[=].valueCode = #at-most
* #order-difference "Order and arithmetic" "Difference between the ordered dose and dose by weight times weight."
* #order-difference ^property[0].code = #section
* #order-difference ^property[=].valueCode = #bag
* #order-difference ^property[+].code = #unit
* #order-difference ^property[=].valueString = "mg"
* #order-difference ^property[+].code = #sense
* #order-difference ^property[=].valueCode = #at-most
* #delivered-most "Given more than ordered" "Share of the order above which it is an issue."
* #delivered-most ^property[0].code = #section
* #delivered-most ^property[=].valueCode = #bag
* #delivered-most ^property[+].code = #unit
* #delivered-most ^property[=].valueString = "%"
* #delivered-most ^property[+].code = #sense
* #delivered-most ^property[=].valueCode = #above
* #delivered-least "Given less than ordered" "Share of the order below which a reason is needed."
* #delivered-least ^property[0].code = #section
* #delivered-least ^property[=].valueCode = #bag
* #delivered-least ^property[+].code = #unit
* #delivered-least ^property[=].valueString = "%"
* #delivered-least ^property[+].code = #sense
* #delivered-least ^property[=].valueCode = #below
* #weight-change "Weight differs" "Change from the last weight above which a new one is confirmed before use."
* #weight-change ^property[0].code = #section
* #weight-change ^property[=].valueCode = #bag
* #weight-change ^property[+].code = #unit
* #weight-change ^property[=].valueString = "%"
* #weight-change ^property[+].code = #sense
* #weight-change ^property[=].valueCode = #above
* #fasting-food "Fasting, food" "Since the last food."
* #fasting-food ^property[0].code = #section
* #fasting-food ^property[=].valueCode = #day
* #fasting-food ^property[+].code = #unit
* #fasting-food ^property[=].valueString = "h"
* #fasting-food ^property[+].code = #sense
* #fasting-food ^property[=].valueCode = #at-least
* #fasting-drink "Fasting, drink" "Since the last drink; a medicine with a sip of water does not count."
* #fasting-drink ^property[0].code = #section
* #fasting-drink ^property[=].valueCode = #day
* #fasting-drink ^property[+].code = #unit
* #fasting-drink ^property[=].valueString = "h"
* #fasting-drink ^property[+].code = #sense
* #fasting-drink ^property[=].valueCode = #at-least
* #fasting-drink-guideline "Fasting, clear liquids, guideline" "What the anaesthesia guideline allows, for comparison; not enforced."
* #fasting-drink-guideline ^property[0].code = #section
* #fasting-drink-guideline ^property[=].valueCode = #day
* #fasting-drink-guideline ^property[+].code = #unit
* #fasting-drink-guideline ^property[=].valueString = "h"
* #fasting-drink-guideline ^property[+].code = #sense
* #fasting-drink-guideline ^property[=].valueCode = #at-least
* #no-driving "No driving" "After the end of the infusion; heavy machinery likewise."
* #no-driving ^property[0].code = #section
* #no-driving ^property[=].valueCode = #day
* #no-driving ^property[+].code = #unit
* #no-driving ^property[=].valueString = "h"
* #no-driving ^property[+].code = #sense
* #no-driving ^property[=].valueCode = #at-least
* #no-decisions "No important decisions" "After the end of the infusion."
* #no-decisions ^property[0].code = #section
* #no-decisions ^property[=].valueCode = #day
* #no-decisions ^property[+].code = #unit
* #no-decisions ^property[=].valueString = "h"
* #no-decisions ^property[+].code = #sense
* #no-decisions ^property[=].valueCode = #at-most
* #no-alcohol "No alcohol or cannabis" "On the day and for this long after the infusion."
* #no-alcohol ^property[0].code = #section
* #no-alcohol ^property[=].valueCode = #day
* #no-alcohol ^property[+].code = #unit
* #no-alcohol ^property[=].valueString = "h"
* #no-alcohol ^property[+].code = #sense
* #no-alcohol ^property[=].valueCode = #at-least
* #no-sedatives "No opioids or sedatives" "After the end of the infusion, unless directed otherwise."
* #no-sedatives ^property[0].code = #section
* #no-sedatives ^property[=].valueCode = #day
* #no-sedatives ^property[+].code = #unit
* #no-sedatives ^property[=].valueString = "h"
* #no-sedatives ^property[+].code = #sense
* #no-sedatives ^property[=].valueCode = #at-least
* #cadence-infusion "Vital signs, during" "From one set of vital signs to the next during the infusion."
* #cadence-infusion ^property[0].code = #section
* #cadence-infusion ^property[=].valueCode = #monitoring
* #cadence-infusion ^property[+].code = #unit
* #cadence-infusion ^property[=].valueString = "min"
* #cadence-infusion ^property[+].code = #sense
* #cadence-infusion ^property[=].valueCode = #exactly
* #cadence-infusion-later "Vital signs, during, later" "The same in a long infusion, after its first part."
* #cadence-infusion-later ^property[0].code = #section
* #cadence-infusion-later ^property[=].valueCode = #monitoring
* #cadence-infusion-later ^property[+].code = #unit
* #cadence-infusion-later ^property[=].valueString = "min"
* #cadence-infusion-later ^property[+].code = #sense
* #cadence-infusion-later ^property[=].valueCode = #exactly
* #cadence-later-from "First part of a long infusion" "Time after which the later interval is used."
* #cadence-later-from ^property[0].code = #section
* #cadence-later-from ^property[=].valueCode = #monitoring
* #cadence-later-from ^property[+].code = #unit
* #cadence-later-from ^property[=].valueString = "min"
* #cadence-later-from ^property[+].code = #sense
* #cadence-later-from ^property[=].valueCode = #exactly
* #cadence-recovery "Vital signs, recovery" "From one set of vital signs to the next after the infusion."
* #cadence-recovery ^property[0].code = #section
* #cadence-recovery ^property[=].valueCode = #monitoring
* #cadence-recovery ^property[+].code = #unit
* #cadence-recovery ^property[=].valueString = "min"
* #cadence-recovery ^property[+].code = #sense
* #cadence-recovery ^property[=].valueCode = #exactly
* #cadence-late "Late check" "Share of the interval above which a set is late."
* #cadence-late ^property[0].code = #section
* #cadence-late ^property[=].valueCode = #monitoring
* #cadence-late ^property[+].code = #unit
* #cadence-late ^property[=].valueString = "%"
* #cadence-late ^property[+].code = #sense
* #cadence-late ^property[=].valueCode = #above
* #repeat-after "Repeat a reading" "When a reading that needs attention is repeated."
* #repeat-after ^property[0].code = #section
* #repeat-after ^property[=].valueCode = #monitoring
* #repeat-after ^property[+].code = #unit
* #repeat-after ^property[=].valueString = "min"
* #repeat-after ^property[+].code = #sense
* #repeat-after ^property[=].valueCode = #exactly
* #baseline-band "Back at the baseline" "Distance of the mean pressure from the baseline within which it is back."
* #baseline-band ^property[0].code = #section
* #baseline-band ^property[=].valueCode = #monitoring
* #baseline-band ^property[+].code = #unit
* #baseline-band ^property[=].valueString = "%"
* #baseline-band ^property[+].code = #sense
* #baseline-band ^property[=].valueCode = #within
* #hold-systolic "Systolic pressure, hold" "Before the infusion."
* #hold-systolic ^property[0].code = #section
* #hold-systolic ^property[=].valueCode = #hold
* #hold-systolic ^property[+].code = #unit
* #hold-systolic ^property[=].valueString = "mm[Hg]"
* #hold-systolic ^property[+].code = #sense
* #hold-systolic ^property[=].valueCode = #at-least
* #hold-diastolic "Diastolic pressure, hold" "Before the infusion."
* #hold-diastolic ^property[0].code = #section
* #hold-diastolic ^property[=].valueCode = #hold
* #hold-diastolic ^property[+].code = #unit
* #hold-diastolic ^property[=].valueString = "mm[Hg]"
* #hold-diastolic ^property[+].code = #sense
* #hold-diastolic ^property[=].valueCode = #at-least
* #warn-systolic "Systolic pressure, warn" "Before the infusion."
* #warn-systolic ^property[0].code = #section
* #warn-systolic ^property[=].valueCode = #hold
* #warn-systolic ^property[+].code = #unit
* #warn-systolic ^property[=].valueString = "mm[Hg]"
* #warn-systolic ^property[+].code = #sense
* #warn-systolic ^property[=].valueCode = #above
* #warn-diastolic "Diastolic pressure, warn" "Before the infusion."
* #warn-diastolic ^property[0].code = #section
* #warn-diastolic ^property[=].valueCode = #hold
* #warn-diastolic ^property[+].code = #unit
* #warn-diastolic ^property[=].valueString = "mm[Hg]"
* #warn-diastolic ^property[+].code = #sense
* #warn-diastolic ^property[=].valueCode = #above
* #attention-systolic "Systolic pressure" "During infusion and recovery."
* #attention-systolic ^property[0].code = #section
* #attention-systolic ^property[=].valueCode = #attention
* #attention-systolic ^property[+].code = #unit
* #attention-systolic ^property[=].valueString = "mm[Hg]"
* #attention-systolic ^property[+].code = #sense
* #attention-systolic ^property[=].valueCode = #at-least
* #attention-diastolic "Diastolic pressure" "During infusion and recovery."
* #attention-diastolic ^property[0].code = #section
* #attention-diastolic ^property[=].valueCode = #attention
* #attention-diastolic ^property[+].code = #unit
* #attention-diastolic ^property[=].valueString = "mm[Hg]"
* #attention-diastolic ^property[+].code = #sense
* #attention-diastolic ^property[=].valueCode = #at-least
* #attention-mean-rise "Rise of the mean pressure" "Above the baseline."
* #attention-mean-rise ^property[0].code = #section
* #attention-mean-rise ^property[=].valueCode = #attention
* #attention-mean-rise ^property[+].code = #unit
* #attention-mean-rise ^property[=].valueString = "%"
* #attention-mean-rise ^property[+].code = #sense
* #attention-mean-rise ^property[=].valueCode = #at-least
* #attention-heart-rate "Heart rate" "During infusion and recovery."
* #attention-heart-rate ^property[0].code = #section
* #attention-heart-rate ^property[=].valueCode = #attention
* #attention-heart-rate ^property[+].code = #unit
* #attention-heart-rate ^property[=].valueString = "/min"
* #attention-heart-rate ^property[+].code = #sense
* #attention-heart-rate ^property[=].valueCode = #above
* #attention-spo2 "Oxygen saturation" "During infusion and recovery."
* #attention-spo2 ^property[0].code = #section
* #attention-spo2 ^property[=].valueCode = #attention
* #attention-spo2 ^property[+].code = #unit
* #attention-spo2 ^property[=].valueString = "%"
* #attention-spo2 ^property[+].code = #sense
* #attention-spo2 ^property[=].valueCode = #below
* #attention-respiratory-rate "Respiratory rate" "During infusion and recovery."
* #attention-respiratory-rate ^property[0].code = #section
* #attention-respiratory-rate ^property[=].valueCode = #attention
* #attention-respiratory-rate ^property[+].code = #unit
* #attention-respiratory-rate ^property[=].valueString = "/min"
* #attention-respiratory-rate ^property[+].code = #sense
* #attention-respiratory-rate ^property[=].valueCode = #below
* #attention-moaas "MOAA/S" "During infusion and recovery."
* #attention-moaas ^property[0].code = #section
* #attention-moaas ^property[=].valueCode = #attention
* #attention-moaas ^property[+].code = #unit
* #attention-moaas ^property[=].valueString = "{score}"
* #attention-moaas ^property[+].code = #sense
* #attention-moaas ^property[=].valueCode = #at-most
* #pause-systolic "Systolic pressure, repeated" "In two readings."
* #pause-systolic ^property[0].code = #section
* #pause-systolic ^property[=].valueCode = #pause
* #pause-systolic ^property[+].code = #unit
* #pause-systolic ^property[=].valueString = "mm[Hg]"
* #pause-systolic ^property[+].code = #sense
* #pause-systolic ^property[=].valueCode = #at-least
* #pause-diastolic "Diastolic pressure, repeated" "In two readings."
* #pause-diastolic ^property[0].code = #section
* #pause-diastolic ^property[=].valueCode = #pause
* #pause-diastolic ^property[+].code = #unit
* #pause-diastolic ^property[=].valueString = "mm[Hg]"
* #pause-diastolic ^property[+].code = #sense
* #pause-diastolic ^property[=].valueCode = #at-least
* #pause-repeat-after "Second reading" "After the first one."
* #pause-repeat-after ^property[0].code = #section
* #pause-repeat-after ^property[=].valueCode = #pause
* #pause-repeat-after ^property[+].code = #unit
* #pause-repeat-after ^property[=].valueString = "min"
* #pause-repeat-after ^property[+].code = #sense
* #pause-repeat-after ^property[=].valueCode = #exactly
* #pause-spo2 "Oxygen saturation" "During infusion and recovery."
* #pause-spo2 ^property[0].code = #section
* #pause-spo2 ^property[=].valueCode = #pause
* #pause-spo2 ^property[+].code = #unit
* #pause-spo2 ^property[=].valueString = "%"
* #pause-spo2 ^property[+].code = #sense
* #pause-spo2 ^property[=].valueCode = #below
* #stop-pressure-persists "Pressure of level two persists" "After it was treated."
* #stop-pressure-persists ^property[0].code = #section
* #stop-pressure-persists ^property[=].valueCode = #stop
* #stop-pressure-persists ^property[+].code = #unit
* #stop-pressure-persists ^property[=].valueString = "min"
* #stop-pressure-persists ^property[+].code = #sense
* #stop-pressure-persists ^property[=].valueCode = #at-least
* #stop-spo2 "Oxygen saturation" "During infusion and recovery."
* #stop-spo2 ^property[0].code = #section
* #stop-spo2 ^property[=].valueCode = #stop
* #stop-spo2 ^property[+].code = #unit
* #stop-spo2 ^property[=].valueString = "%"
* #stop-spo2 ^property[+].code = #sense
* #stop-spo2 ^property[=].valueCode = #below
* #stop-moaas "MOAA/S" "During infusion and recovery."
* #stop-moaas ^property[0].code = #section
* #stop-moaas ^property[=].valueCode = #stop
* #stop-moaas ^property[+].code = #unit
* #stop-moaas ^property[=].valueString = "{score}"
* #stop-moaas ^property[+].code = #sense
* #stop-moaas ^property[=].valueCode = #at-most
* #stop-heart-rate-high "Heart rate, high" "During infusion and recovery."
* #stop-heart-rate-high ^property[0].code = #section
* #stop-heart-rate-high ^property[=].valueCode = #stop
* #stop-heart-rate-high ^property[+].code = #unit
* #stop-heart-rate-high ^property[=].valueString = "/min"
* #stop-heart-rate-high ^property[+].code = #sense
* #stop-heart-rate-high ^property[=].valueCode = #above
* #stop-heart-rate-low "Heart rate, low" "During infusion and recovery."
* #stop-heart-rate-low ^property[0].code = #section
* #stop-heart-rate-low ^property[=].valueCode = #stop
* #stop-heart-rate-low ^property[+].code = #unit
* #stop-heart-rate-low ^property[=].valueString = "/min"
* #stop-heart-rate-low ^property[+].code = #sense
* #stop-heart-rate-low ^property[=].valueCode = #below
* #ondansetron-dose "Ondansetron" "One dose, intravenous."
* #ondansetron-dose ^property[0].code = #section
* #ondansetron-dose ^property[=].valueCode = #rescue
* #ondansetron-dose ^property[+].code = #unit
* #ondansetron-dose ^property[=].valueString = "mg"
* #ondansetron-dose ^property[+].code = #sense
* #ondansetron-dose ^property[=].valueCode = #exactly
* #ondansetron-interval "Ondansetron again after" "From one dose to the next."
* #ondansetron-interval ^property[0].code = #section
* #ondansetron-interval ^property[=].valueCode = #rescue
* #ondansetron-interval ^property[+].code = #unit
* #ondansetron-interval ^property[=].valueString = "h"
* #ondansetron-interval ^property[+].code = #sense
* #ondansetron-interval ^property[=].valueCode = #at-least
* #labetalol-dose "Labetalol" "One dose, intravenous."
* #labetalol-dose ^property[0].code = #section
* #labetalol-dose ^property[=].valueCode = #rescue
* #labetalol-dose ^property[+].code = #unit
* #labetalol-dose ^property[=].valueString = "mg"
* #labetalol-dose ^property[+].code = #sense
* #labetalol-dose ^property[=].valueCode = #exactly
* #labetalol-interval "Labetalol again after" "From one dose to the next."
* #labetalol-interval ^property[0].code = #section
* #labetalol-interval ^property[=].valueCode = #rescue
* #labetalol-interval ^property[+].code = #unit
* #labetalol-interval ^property[=].valueString = "min"
* #labetalol-interval ^property[+].code = #sense
* #labetalol-interval ^property[=].valueCode = #at-least
* #recovery-least "Recovery" "From the end of the infusion to discharge."
* #recovery-least ^property[0].code = #section
* #recovery-least ^property[=].valueCode = #recovery
* #recovery-least ^property[+].code = #unit
* #recovery-least ^property[=].valueString = "min"
* #recovery-least ^property[+].code = #sense
* #recovery-least ^property[=].valueCode = #at-least
* #recovery-usual "Recovery, usual" "From the end of the infusion to discharge."
* #recovery-usual ^property[0].code = #section
* #recovery-usual ^property[=].valueCode = #recovery
* #recovery-usual ^property[+].code = #unit
* #recovery-usual ^property[=].valueString = "min"
* #recovery-usual ^property[+].code = #sense
* #recovery-usual ^property[=].valueCode = #between
* #discharge-aldrete "Modified Aldrete score" "At discharge."
* #discharge-aldrete ^property[0].code = #section
* #discharge-aldrete ^property[=].valueCode = #discharge
* #discharge-aldrete ^property[+].code = #unit
* #discharge-aldrete ^property[=].valueString = "{score}"
* #discharge-aldrete ^property[+].code = #sense
* #discharge-aldrete ^property[=].valueCode = #at-least
* #discharge-moaas "MOAA/S" "At discharge."
* #discharge-moaas ^property[0].code = #section
* #discharge-moaas ^property[=].valueCode = #discharge
* #discharge-moaas ^property[+].code = #unit
* #discharge-moaas ^property[=].valueString = "{score}"
* #discharge-moaas ^property[+].code = #sense
* #discharge-moaas ^property[=].valueCode = #at-least
* #discharge-pressure "Blood pressure, from baseline" "Distance from the baseline at discharge."
* #discharge-pressure ^property[0].code = #section
* #discharge-pressure ^property[=].valueCode = #discharge
* #discharge-pressure ^property[+].code = #unit
* #discharge-pressure ^property[=].valueString = "%"
* #discharge-pressure ^property[+].code = #sense
* #discharge-pressure ^property[=].valueCode = #at-most
* #discharge-spo2 "Oxygen saturation on room air" "At discharge."
* #discharge-spo2 ^property[0].code = #section
* #discharge-spo2 ^property[=].valueCode = #discharge
* #discharge-spo2 ^property[+].code = #unit
* #discharge-spo2 ^property[=].valueString = "%"
* #discharge-spo2 ^property[+].code = #sense
* #discharge-spo2 ^property[=].valueCode = #at-least
* #discharge-cadss6 "CADSS-6 above baseline" "At discharge."
* #discharge-cadss6 ^property[0].code = #section
* #discharge-cadss6 ^property[=].valueCode = #discharge
* #discharge-cadss6 ^property[+].code = #unit
* #discharge-cadss6 ^property[=].valueString = "{score}"
* #discharge-cadss6 ^property[+].code = #sense
* #discharge-cadss6 ^property[=].valueCode = #at-most
* #interim-after "Interim evaluation" "After this session."
* #interim-after ^property[0].code = #section
* #interim-after ^property[=].valueCode = #decision
* #interim-after ^property[+].code = #unit
* #interim-after ^property[=].valueString = "{sessions}"
* #interim-after ^property[+].code = #sense
* #interim-after ^property[=].valueCode = #exactly
* #evaluation-after "Full evaluation" "After this session."
* #evaluation-after ^property[0].code = #section
* #evaluation-after ^property[=].valueCode = #decision
* #evaluation-after ^property[+].code = #unit
* #evaluation-after ^property[=].valueString = "{sessions}"
* #evaluation-after ^property[+].code = #sense
* #evaluation-after ^property[=].valueCode = #exactly
* #follow-up-first "First follow-up" "After an infusion."
* #follow-up-first ^property[0].code = #section
* #follow-up-first ^property[=].valueCode = #decision
* #follow-up-first ^property[+].code = #unit
* #follow-up-first ^property[=].valueString = "d"
* #follow-up-first ^property[+].code = #sense
* #follow-up-first ^property[=].valueCode = #exactly
* #follow-up-second "Second follow-up" "After an infusion."
* #follow-up-second ^property[0].code = #section
* #follow-up-second ^property[=].valueCode = #decision
* #follow-up-second ^property[+].code = #unit
* #follow-up-second ^property[=].valueString = "d"
* #follow-up-second ^property[+].code = #sense
* #follow-up-second ^property[=].valueCode = #exactly
* #follow-up-third "Third follow-up" "After an infusion."
* #follow-up-third ^property[0].code = #section
* #follow-up-third ^property[=].valueCode = #decision
* #follow-up-third ^property[+].code = #unit
* #follow-up-third ^property[=].valueString = "d"
* #follow-up-third ^property[+].code = #sense
* #follow-up-third ^property[=].valueCode = #exactly
* #follow-up-every "Then every" "Between later follow-ups."
* #follow-up-every ^property[0].code = #section
* #follow-up-every ^property[=].valueCode = #decision
* #follow-up-every ^property[+].code = #unit
* #follow-up-every ^property[=].valueString = "d"
* #follow-up-every ^property[+].code = #sense
* #follow-up-every ^property[=].valueCode = #exactly
* #relapse-watch "Effect of the first infusion" "How long the effect of a first infusion lasts on average."
* #relapse-watch ^property[0].code = #section
* #relapse-watch ^property[=].valueCode = #decision
* #relapse-watch ^property[+].code = #unit
* #relapse-watch ^property[=].valueString = "d"
* #relapse-watch ^property[+].code = #sense
* #relapse-watch ^property[=].valueCode = #at-most
* #response-improvement "Response" "Improvement of the primary measure from the baseline."
* #response-improvement ^property[0].code = #section
* #response-improvement ^property[=].valueCode = #decision
* #response-improvement ^property[+].code = #unit
* #response-improvement ^property[=].valueString = "%"
* #response-improvement ^property[+].code = #sense
* #response-improvement ^property[=].valueCode = #at-least
* #partial-improvement "Partial response" "Improvement of the primary measure from the baseline."
* #partial-improvement ^property[0].code = #section
* #partial-improvement ^property[=].valueCode = #decision
* #partial-improvement ^property[+].code = #unit
* #partial-improvement ^property[=].valueString = "%"
* #partial-improvement ^property[+].code = #sense
* #partial-improvement ^property[=].valueCode = #at-least
* #remission-phq9 "Remission, PHQ-9" "Score."
* #remission-phq9 ^property[0].code = #section
* #remission-phq9 ^property[=].valueCode = #decision
* #remission-phq9 ^property[+].code = #unit
* #remission-phq9 ^property[=].valueString = "{score}"
* #remission-phq9 ^property[+].code = #sense
* #remission-phq9 ^property[=].valueCode = #below
* #remission-madrs "Remission, MADRS" "Score."
* #remission-madrs ^property[0].code = #section
* #remission-madrs ^property[=].valueCode = #decision
* #remission-madrs ^property[+].code = #unit
* #remission-madrs ^property[=].valueString = "{score}"
* #remission-madrs ^property[+].code = #sense
* #remission-madrs ^property[=].valueCode = #below
* #late-response-from "Late response" "Session of the first response from which it is late."
* #late-response-from ^property[0].code = #section
* #late-response-from ^property[=].valueCode = #decision
* #late-response-from ^property[+].code = #unit
* #late-response-from ^property[=].valueString = "{sessions}"
* #late-response-from ^property[+].code = #sense
* #late-response-from ^property[=].valueCode = #at-least
* #futility-hint-after "Hint when nothing has changed" "Non-response after this many infusions seldom turns; a hint, not a rule."
* #futility-hint-after ^property[0].code = #section
* #futility-hint-after ^property[=].valueCode = #decision
* #futility-hint-after ^property[+].code = #unit
* #futility-hint-after ^property[=].valueString = "{sessions}"
* #futility-hint-after ^property[+].code = #sense
* #futility-hint-after ^property[=].valueCode = #exactly
* #weight-age "Age of the weight" "Days a body weight may be used for dosing after it was taken."
* #weight-age ^property[0].code = #section
* #weight-age ^property[=].valueCode = #bag
* #weight-age ^property[+].code = #unit
* #weight-age ^property[=].valueString = "d"
* #weight-age ^property[+].code = #sense
* #weight-age ^property[=].valueCode = #within
* #pregnancy-test-age "Age of what excludes a pregnancy" "Days a negative test or answer holds."
* #pregnancy-test-age ^property[0].code = #section
* #pregnancy-test-age ^property[=].valueCode = #eligibility
* #pregnancy-test-age ^property[+].code = #unit
* #pregnancy-test-age ^property[=].valueString = "d"
* #pregnancy-test-age ^property[+].code = #sense
* #pregnancy-test-age ^property[=].valueCode = #within
* #mania-screen-age "Age of a mania screen" "Days a mania screen holds where bipolar disorder is on record."
* #mania-screen-age ^property[0].code = #section
* #mania-screen-age ^property[=].valueCode = #eligibility
* #mania-screen-age ^property[+].code = #unit
* #mania-screen-age ^property[=].valueString = "d"
* #mania-screen-age ^property[+].code = #sense
* #mania-screen-age ^property[=].valueCode = #within
* #hold-spo2 "Oxygen saturation, hold" "Before the infusion."
* #hold-spo2 ^property[0].code = #section
* #hold-spo2 ^property[=].valueCode = #hold
* #hold-spo2 ^property[+].code = #unit
* #hold-spo2 ^property[=].valueString = "%"
* #hold-spo2 ^property[+].code = #sense
* #hold-spo2 ^property[=].valueCode = #below
* #hold-heart-rate-high "Heart rate, hold, high" "Before the infusion."
* #hold-heart-rate-high ^property[0].code = #section
* #hold-heart-rate-high ^property[=].valueCode = #hold
* #hold-heart-rate-high ^property[+].code = #unit
* #hold-heart-rate-high ^property[=].valueString = "/min"
* #hold-heart-rate-high ^property[+].code = #sense
* #hold-heart-rate-high ^property[=].valueCode = #above
* #hold-heart-rate-low "Heart rate, hold, low" "Before the infusion."
* #hold-heart-rate-low ^property[0].code = #section
* #hold-heart-rate-low ^property[=].valueCode = #hold
* #hold-heart-rate-low ^property[+].code = #unit
* #hold-heart-rate-low ^property[=].valueString = "/min"
* #hold-heart-rate-low ^property[+].code = #sense
* #hold-heart-rate-low ^property[=].valueCode = #below
* #rate-per-weight-most "Highest rate by weight, outpatient" "Above it the infusion counts as one in the anaesthetic range."
* #rate-per-weight-most ^property[0].code = #section
* #rate-per-weight-most ^property[=].valueCode = #dose
* #rate-per-weight-most ^property[+].code = #unit
* #rate-per-weight-most ^property[=].valueString = "mg/kg/h"
* #rate-per-weight-most ^property[+].code = #sense
* #rate-per-weight-most ^property[=].valueCode = #at-most
* #nasal-dose "Dose by nose" "Esketamine of one session."
* #nasal-dose ^property[0].code = #section
* #nasal-dose ^property[=].valueCode = #dose
* #nasal-dose ^property[+].code = #unit
* #nasal-dose ^property[=].valueString = "mg"
* #nasal-dose ^property[+].code = #sense
* #nasal-dose ^property[=].valueCode = #between
* #device-dose "Dose of one device" "Esketamine that one nasal device holds."
* #device-dose ^property[0].code = #section
* #device-dose ^property[=].valueCode = #dose
* #device-dose ^property[+].code = #unit
* #device-dose ^property[=].valueString = "mg"
* #device-dose ^property[+].code = #sense
* #device-dose ^property[=].valueCode = #exactly
* #observation-least "Observation after the last device" "Time from the last device to leaving."
* #observation-least ^property[0].code = #section
* #observation-least ^property[=].valueCode = #recovery
* #observation-least ^property[+].code = #unit
* #observation-least ^property[=].valueString = "min"
* #observation-least ^property[+].code = #sense
* #observation-least ^property[=].valueCode = #at-least
* #pressure-after "Pressure after the dose" "When a pressure is read around its peak."
* #pressure-after ^property[0].code = #section
* #pressure-after ^property[=].valueCode = #monitoring
* #pressure-after ^property[+].code = #unit
* #pressure-after ^property[=].valueString = "min"
* #pressure-after ^property[+].code = #sense
* #pressure-after ^property[=].valueCode = #exactly
* #pressure-after-band "How far from it" "A reading no further than this from that time counts as it."
* #pressure-after-band ^property[0].code = #section
* #pressure-after-band ^property[=].valueCode = #monitoring
* #pressure-after-band ^property[+].code = #unit
* #pressure-after-band ^property[=].valueString = "min"
* #pressure-after-band ^property[+].code = #sense
* #pressure-after-band ^property[=].valueCode = #within
* #form-due "Monitoring form" "Days after the session in which its form is handed in."
* #form-due ^property[0].code = #section
* #form-due ^property[=].valueCode = #decision
* #form-due ^property[+].code = #unit
* #form-due ^property[=].valueString = "d"
* #form-due ^property[+].code = #sense
* #form-due ^property[=].valueCode = #within
