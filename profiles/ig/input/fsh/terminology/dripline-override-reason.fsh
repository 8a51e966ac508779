CodeSystem: DriplineOverrideReasons
Id: dripline-override-reason
Title: "Why a hold was overridden in the host EHR"
Description: "What a prescriber may choose in the host EHR when going on in spite of a card. It is counted; an override that the gate honours is recorded on the issue itself."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #benefit-outweighs "The benefit outweighs it" "It was weighed for this patient, and going on was judged to be better."
* #managed "It is managed" "It is treated or watched, by whoever is named in the record."
* #record-outdated "The record is out of date" "What the card rests on no longer holds, and the record will be put right."
* #not-applicable "It does not apply" "The card is about something that does not bear on this order."
* #other "Another reason" "A reason that is none of these."
