// What every instance of ours is: a draft, for trial use.
RuleSet: DraftInstance
* status = #draft
* experimental = true
* publisher = "Dripline project"

// A protocol: its standing, where it may be used, what it is for. A later line in the same file adds what is its own.
RuleSet: Protocol(id, name, family, venue)
* insert DraftInstance
* name = "{name}"
* version = "0.1.0"
* url = "https://dripline.health/fhir/PlanDefinition/{id}"
* type = http://terminology.hl7.org/CodeSystem/plan-definition-type#clinical-protocol
* topic = DriplineProtocolFamilyCodes#{family}
* useContext.code = http://terminology.hl7.org/CodeSystem/usage-context-type#venue
* useContext.valueCodeableConcept = http://terminology.hl7.org/CodeSystem/v3-ActCode#{venue}

// The numbers of the common limits apply too, except where the protocol has a number of the same code.
RuleSet: WithCommonLimits
* relatedArtifact[+].type = #depends-on
* relatedArtifact[=].display = "Common limits"
* relatedArtifact[=].resource = "https://dripline.health/fhir/PlanDefinition/common-limits"

RuleSet: Source(label, citation)
* relatedArtifact[+].type = #citation
* relatedArtifact[=].label = "{label}"
* relatedArtifact[=].citation = "{citation}"

RuleSet: SourceAt(label, citation, url)
* insert Source({label}, [[{citation}]])
* relatedArtifact[=].url = "{url}"

RuleSet: Number(code, value, unit, mark, source)
* extension[number][+].extension[code].valueCode = #{code}
* extension[number][=].extension[value].valueQuantity = {value} '{unit}'
* extension[number][=].extension[mark].valueCode = #{mark}
* extension[number][=].extension[source].valueString = "{source}"

RuleSet: NumberRange(code, low, high, unit, mark, source)
* extension[number][+].extension[code].valueCode = #{code}
* extension[number][=].extension[value].valueRange.low = {low} '{unit}'
* extension[number][=].extension[value].valueRange.high = {high} '{unit}'
* extension[number][=].extension[mark].valueCode = #{mark}
* extension[number][=].extension[source].valueString = "{source}"

RuleSet: Criterion(code, section, severity, mark, source, text)
* extension[criterion][+].extension[code].valueCode = #{code}
* extension[criterion][=].extension[section].valueCode = #{section}
* extension[criterion][=].extension[text].valueString = "{text}"
* extension[criterion][=].extension[severity].valueCode = #{severity}
* extension[criterion][=].extension[mark].valueCode = #{mark}
* extension[criterion][=].extension[source].valueString = "{source}"

// Who may pass the criterion that was just written.
RuleSet: Override(by)
* extension[criterion][=].extension[override].valueCode = #{by}

// A condition or medicine the criterion that was just written is about.
RuleSet: About(concept)
* extension[criterion][=].extension[concept][+].valueCoding = {concept}

RuleSet: Does(id, title, activity)
* action[+].id = "{id}"
* action[=].title = "{title}"
* action[=].definitionCanonical = "https://dripline.health/fhir/ActivityDefinition/{activity}"

RuleSet: Activity(id, name, kind)
* insert DraftInstance
* name = "{name}"
* version = "0.1.0"
* url = "https://dripline.health/fhir/ActivityDefinition/{id}"
* kind = #{kind}
