ValueSet: DriplineDeliveryStates
Id: dripline-delivery-state
Title: "Delivery states"
Description: "What delivery did."
* insert Draft
* include codes from system DriplineDeliveryStateCodes
