ValueSet: DriplineConsentElementCodes
Id: dripline-consent-element
Title: "Consent elements"
Description: "What a consent can say was explained."
* insert Draft
* include codes from system DriplineConsentElements
