// What a monitor reported is kept whatever it says: this is a warning.

Invariant: dl-vital-1
Description: "A measured value SHOULD NOT be below zero: monitors use -1 or -100 for 'no value'."
Severity: #warning
Expression: "value.ofType(Quantity).value.all($this >= 0)"
