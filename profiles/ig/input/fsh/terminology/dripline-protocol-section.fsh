CodeSystem: DriplineProtocolSectionCodes
Id: dripline-protocol-section
Title: "Sections of a protocol"
Description: "The parts of a protocol, in the order of its sheet."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #eligibility "Who" "Who may be treated under the protocol."
* #exclusion "Exclusions" "Conditions under which ketamine is generally not given."
* #interaction "Interactions" "Medicines that must alert, and medicines that must not."
* #series "Series and intervals" "How many sessions, and how far apart."
* #dose "Dose" "How much."
* #titration "Titration" "How the dose changes from session to session."
* #infusion "Infusion" "Over which time."
* #bag "Bag and order" "What is drawn up, and how order, bag and pump are compared."
* #day "Day of infusion" "Fasting, escort, and what is not done afterwards."
* #monitoring "Monitoring" "How often, in which phase."
* #hold "Hold before the infusion" "What keeps an infusion from starting."
* #attention "Attention (level one)" "Repeat the reading and note it."
* #pause "Pause (level two)" "Pause the infusion and call the prescriber."
* #stop "Stop (level three)" "Stop, keep the airway open, call emergency services."
* #rescue "Rescue medicines" "What may be given, how much, and how soon again."
* #recovery "Recovery" "How long at least."
* #discharge "Discharge" "All must be met."
* #decision "Response and decision" "When response is judged, and what counts as one."
* #other "Other numbers of this clinic" "Numbers with codes of the clinic's own."
