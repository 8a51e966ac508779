Instance: username
InstanceOf: NamingSystem
Usage: #definition
Title: "User name"
Description: "Identifies somebody who signed in, by the name they sign in with."
* name = "Username"
* status = #draft
* kind = #identifier
* date = "2026-01-01"
* publisher = "Dripline project"
* description = "Name under which somebody signs in to this server or to the hospital. An AuditEvent names a person by it."
* uniqueId.type = #uri
* uniqueId.value = "https://dripline.health/fhir/NamingSystem/username"
* uniqueId.preferred = true
