CodeSystem: DriplineDeliveryStateCodes
Id: dripline-delivery-state
Title: "Delivery states"
Description: "What delivery did over one rate segment."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #run "Running" "The pump delivered at the rate of the segment."
* #pause "Paused" "Somebody stopped delivery and meant to go on."
* #alarm "Stopped by an alarm" "The pump stopped delivery by itself."
* #keep-vein-open "Keeping the vein open" "A trickle that keeps the access open."
