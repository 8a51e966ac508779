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
* #device-alert "Device alert" "An alert that a device raised: that it begins, goes on or ends."
* #rass "RASS" "Richmond Agitation-Sedation Scale, -5 (unarousable) to +4 (combative)."
* #cadss "CADSS" "Clinician-Administered Dissociative States Scale, 23 items, total 0 to 92."
* #aldrete "Modified Aldrete score" "Recovery after sedation, five parts of 0 to 2, total 0 to 10."
* #aldrete-activity "Aldrete: activity" "How many extremities move, 0 to 2."
* #aldrete-respiration "Aldrete: respiration" "How freely the patient breathes, 0 to 2."
* #aldrete-circulation "Aldrete: circulation" "How far the blood pressure is from that before the infusion, 0 to 2."
* #aldrete-consciousness "Aldrete: consciousness" "How awake the patient is, 0 to 2."
* #aldrete-oxygen "Aldrete: oxygen saturation" "Oxygen saturation and the oxygen it takes, 0 to 2."
* #device-state "Device state" "What a device reports of itself: its power and its battery."
