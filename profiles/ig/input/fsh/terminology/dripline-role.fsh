CodeSystem: DriplineRoles
Id: dripline-role
Title: "Roles in a clinic"
Description: "What a member of staff is, as far as the product asks: on PractitionerRole.code, and of a certificate on Practitioner.qualification.code."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #nurse "Nurse" "A nurse of this clinic."
* #prescriber "Prescriber" "May prescribe ketamine in this clinic, override what speaks against an infusion, and sign."
* #acls-holder "Holder of advanced life support" "Holds a certificate of advanced cardiac life support. It counts while it is valid, and only with its end."
* #integration "Integration" "Connects systems to the product."
* #privacy-officer "Privacy officer" "Reads who did what."
* #administrator "Administrator" "Runs the server and keeps its people."
