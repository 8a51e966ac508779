CodeSystem: DriplineObservationCodes
Id: dripline-observation
Title: "Dripline observations"
Description: "What is observed in an infusion session and has no code in LOINC that we could verify."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #device "Device report" "Category: a report a device made about itself."
* #pump-status "Pump status" "What an infusion pump reports of one delivery channel at one moment."
* #pump-event "Pump event" "A change of delivery that an infusion pump reports."
* #moaas "MOAA/S" "Modified Observer's Assessment of Alertness/Sedation, 0 (no response) to 5 (responds readily)."
* #cadss-6 "CADSS-6" "Six items of the Clinician-Administered Dissociative States Scale, total 0 to 24."
* #unmapped "Unmapped value" "A value under a code of its sender that is not in our table, as it came. It is no vital sign and enters no figure."
