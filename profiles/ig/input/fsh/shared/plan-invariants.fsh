// A plan can still be corrected, so what contradicts itself is refused. None of these is a clinical limit.

Invariant: dl-plan-1
Description: "The longest interval SHALL NOT be shorter than the shortest one."
Severity: #error
Expression: "activity.detail.scheduled.ofType(Timing).repeat.all(periodMax.empty() or period <= periodMax)"

Invariant: dl-plan-2
Description: "A series SHALL plan at least one session."
Severity: #error
Expression: "activity.detail.scheduled.ofType(Timing).repeat.where(count > 0).exists()"

Invariant: dl-plan-3
Description: "A plan under way SHALL name its protocol with the version of it."
Severity: #error
Expression: "status = 'active' implies (instantiatesCanonical.exists() and instantiatesCanonical.all($this.toString().contains('|')))"

Invariant: dl-plan-4
Description: "A plan held or revoked SHALL say why, at an activity."
Severity: #error
Expression: "(status = 'on-hold' or status = 'revoked') implies activity.detail.statusReason.exists()"

Invariant: dl-plan-5
Description: "The number of a session SHALL NOT be larger than the number of sessions planned."
Severity: #error
Expression: "activity.extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-planned-session').value.ofType(positiveInt).all(%resource.activity.detail.scheduled.ofType(Timing).repeat.count.empty() or $this <= %resource.activity.detail.scheduled.ofType(Timing).repeat.select(iif(countMax.exists(), countMax, count)).aggregate(iif($total.empty() or $this > $total, $this, $total)))"

Invariant: dl-plan-6
Description: "The interval SHALL be a window in days with both its ends."
Severity: #error
Expression: "activity.detail.scheduled.ofType(Timing).repeat.where(period.exists() and periodMax.exists() and periodUnit = 'd').exists()"
