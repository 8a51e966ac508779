// What a pump reported is kept whatever it says: these are warnings.

Invariant: dl-pump-1
Description: "A pump's rates, volumes and concentration SHOULD NOT be below zero: vendors use -1 or -999 for 'no value'."
Severity: #warning
Expression: "component.value.ofType(Quantity).value.all($this >= 0)"

Invariant: dl-pump-2
Description: "A source that delivers SHOULD have a flow rate above zero, and one that does not deliver SHOULD have none."
Severity: #warning
Expression: "component.where(code.coding.where(system = 'urn:iso:std:iso:11073:10101' and code = '158014').exists()).value.ofType(Quantity).value.all(($this > 0 and %resource.component.where(code.coding.where(system = 'urn:iso:std:iso:11073:10101' and code = '158005').exists()).value.ofType(CodeableConcept).coding.where(code = 'pump-delivery-status-not-delivering').empty()) or ($this <= 0 and %resource.component.where(code.coding.where(system = 'urn:iso:std:iso:11073:10101' and code = '158005').exists()).value.ofType(CodeableConcept).coding.where(code = 'pump-delivery-status-delivering').empty()))"

Invariant: dl-pump-3
Description: "The volume remaining SHOULD NOT be larger than the volume to be infused."
Severity: #warning
Expression: "component.where(code.coding.where(system = 'urn:iso:std:iso:11073:10101' and code = '157872').exists()).value.ofType(Quantity).value.all($this <= %resource.component.where(code.coding.where(system = 'urn:iso:std:iso:11073:10101' and code = '157884').exists()).value.ofType(Quantity).value or %resource.component.where(code.coding.where(system = 'urn:iso:std:iso:11073:10101' and code = '157884').exists()).value.ofType(Quantity).value.empty())"
