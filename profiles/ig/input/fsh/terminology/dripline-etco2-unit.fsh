ValueSet: DriplineEtCO2Units
Id: dripline-etco2-unit
Title: "Units of end-tidal carbon dioxide"
Description: "The two units of pressure in which it is charted."
* insert Draft
* $UCUM#mm[Hg]
* $UCUM#kPa
