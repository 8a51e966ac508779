CodeSystem: LoincFragment
Id: loinc-fragment
Title: "LOINC, the codes used here"
Description: "Lets a validator without a terminology server know the LOINC codes this project uses. Not LOINC, and no replacement for it."
* insert FragmentOf(http://loinc.org, [[Regenstrief Institute, Inc.]])
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright (c) Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license. LOINC is a registered United States trademark of Regenstrief Institute, Inc."
* #85354-9 "Blood pressure panel with all children optional"
* #8480-6 "Systolic blood pressure"
* #8462-4 "Diastolic blood pressure"
* #8478-0 "Mean blood pressure"
* #8867-4 "Heart rate"
* #9279-1 "Respiratory rate"
* #2708-6 "Oxygen saturation in Arterial blood"
* #59408-5 "Oxygen saturation in Arterial blood by Pulse oximetry"
* #29463-7 "Body weight"
* #3141-9 "Body weight Measured"
