CodeSystem: SnomedFragment
Id: snomed-fragment
Title: "SNOMED CT, the codes used here"
Description: "Lets a validator without a terminology server know the SNOMED CT concepts this project uses."
* insert FragmentOf(http://snomed.info/sct, SNOMED International)
* ^copyright = "This material includes SNOMED Clinical Terms (SNOMED CT), used by permission of SNOMED International. All rights reserved. SNOMED CT was originally created by the College of American Pathologists. Use is subject to the SNOMED CT licence of the place where it is used."
* #14152002 "Intravenous infusion"
* #433296005 "Infusion pump for intravenous fluids"
* #47625008 "Intravenous route"
* #308335008 "Patient encounter procedure"
