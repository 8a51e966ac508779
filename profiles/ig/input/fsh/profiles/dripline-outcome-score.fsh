Profile: DriplineOutcomeScore
Parent: Observation
Id: dripline-outcome-score
Title: "Score"
Description: "A score by which the effect of a course is followed: of a form that was filled in here, of a scale recorded by its score alone, or a count of days. What it amounts to is one of our severity bands."
* insert Draft
* obeys dl-score-1 and dl-score-2 and dl-score-3
* status MS
* category 1..* MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains survey 1..1 MS
* category[survey] = $ObservationCategory#survey
* code MS
* subject 1..1 MS
* subject only Reference(Patient)
* encounter MS
* effective[x] 1..1 MS
* effective[x] only dateTime
* performer MS
* value[x] MS
* value[x] only Quantity
* valueQuantity.system 1..1
* valueQuantity.system = $UCUM
* valueQuantity.code 1..1
* interpretation MS
* interpretation from DriplineScoreBandCodes (extensible)
* derivedFrom MS
* derivedFrom ^short = "The answers it was worked out from"

Invariant: dl-score-1
Description: "A score SHOULD NOT be below zero or above the highest of its scale."
Severity: #warning
Expression: "value.ofType(Quantity).value.all($this >= 0) and (code.coding.where(code in ('91147-9' | '72514-3' | '77565-0')).exists() implies value.ofType(Quantity).value.all($this <= 10)) and (code.coding.where(code = 'asrm').exists() implies value.ofType(Quantity).value.all($this <= 20)) and (code.coding.where(code = '70274-6').exists() implies value.ofType(Quantity).value.all($this <= 21)) and (code.coding.where(code in ('44261-6' | 'qids-sr16')).exists() implies value.ofType(Quantity).value.all($this <= 27)) and (code.coding.where(code = 'headache-days').exists() implies value.ofType(Quantity).value.all($this <= 28)) and (code.coding.where(code = 'epds').exists() implies value.ofType(Quantity).value.all($this <= 30)) and (code.coding.where(code = 'ybocs').exists() implies value.ofType(Quantity).value.all($this <= 40)) and (code.coding.where(code = 'hamd-17').exists() implies value.ofType(Quantity).value.all($this <= 52)) and (code.coding.where(code in ('madrs' | 'ymrs')).exists() implies value.ofType(Quantity).value.all($this <= 60)) and (code.coding.where(code in ('101698-9' | 'pcl-5-weekly-total')).exists() implies value.ofType(Quantity).value.all($this <= 80))"

Invariant: dl-score-2
Description: "A severity band SHOULD be one of the score's own scale."
Severity: #warning
Expression: "interpretation.coding.where(system = 'https://dripline.health/fhir/CodeSystem/dripline-score-band').code.all(($this.startsWith('phq-9-') and %resource.code.coding.where(code = '44261-6').exists()) or ($this.startsWith('gad-7-') and %resource.code.coding.where(code = '70274-6').exists()) or ($this.startsWith('madrs-') and %resource.code.coding.where(code = 'madrs').exists()) or ($this.startsWith('ybocs-') and %resource.code.coding.where(code = 'ybocs').exists()) or ($this.startsWith('qids-sr16-') and %resource.code.coding.where(code = 'qids-sr16').exists()) or ($this.startsWith('hamd-17-') and %resource.code.coding.where(code = 'hamd-17').exists()) or ($this.startsWith('pcl-5-') and %resource.code.coding.where(code in ('101698-9' | 'pcl-5-weekly-total')).exists()) or ($this.startsWith('asrm-') and %resource.code.coding.where(code = 'asrm').exists()) or ($this.startsWith('nrs-') and %resource.code.coding.where(code = '72514-3').exists()))"

Invariant: dl-score-3
Description: "A score SHOULD be in {score}, a count of days in d."
Severity: #warning
Expression: "value.exists() implies value.ofType(Quantity).code = iif(code.coding.where(code = 'headache-days').exists(), 'd', '{score}')"
