CodeSystem: DriplineAuditKinds
Id: dripline-audit-kind
Title: "What an audit event is about"
Description: "Kinds of what is recorded about the use of a record. Where IHE's audit patterns know less, they say more."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #read "Read" "One resource, a version or a history was shown."
* #search "Search" "A search was answered; every patient shown is an entity."
* #write "Write" "What a transaction stored, changed or deleted; recorded in that transaction."
* #operation "Operation" "An operation was carried out and answered."
* #override "Override" "A prescriber went on in spite of what the gate holds; recorded with what was stored."
* #message "Message charted" "A message of a device or an EHR, received and journalled before, became part of the record."
* #replay "Message read again" "A journalled message was read again, and the record changed with it."
* #export "Export" "A whole record, or what a search found, left as one answer or file."
* #sign-in "Sign-in" "Somebody signed in, or tried to."
* #sign-out "Sign-out" "Somebody signed out."
* #launch "Launch" "Somebody opened an app on a patient's chart."
* #token "Token" "An app got an access token."
* #revocation "Token given back" "An app gave a token back before its end."
* #exchange "Token exchange" "A host's token was traded for one of this server."
* #break-glass "Break-glass" "Somebody opened what is withheld, with a reason and for a time."
* #destruction "Destruction of old rows" "The oldest rows of the audit were destroyed after they were exported; recorded in that transaction."
* #refusal "Refusal" "What was asked for was refused or failed."
