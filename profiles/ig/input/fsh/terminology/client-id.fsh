Instance: client-id
InstanceOf: NamingSystem
Usage: #definition
Title: "Client id"
Description: "Identifies an app, by the id it is registered with."
* name = "ClientId"
* status = #draft
* kind = #identifier
* date = "2026-01-01"
* publisher = "Dripline project"
* description = "Id under which an app or a backend service is registered with this server. An AuditEvent names an app by it."
* uniqueId.type = #uri
* uniqueId.value = "https://dripline.health/fhir/NamingSystem/client-id"
* uniqueId.preferred = true
