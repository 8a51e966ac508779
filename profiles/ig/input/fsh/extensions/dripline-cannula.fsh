Extension: DriplineCannula
Id: dripline-cannula
Title: "Cannula"
Description: "The cannula of an intravenous access and how many attempts it took."
Context: Procedure
* insert Draft
* extension contains gauge 0..1 MS and attempts 0..1 MS
* extension[gauge] ^short = "Gauge: the higher, the thinner"
* extension[gauge].value[x] 1..1
* extension[gauge].value[x] only positiveInt
* extension[attempts].value[x] 1..1
* extension[attempts].value[x] only positiveInt
