-- SPDX-License-Identifier: Apache-2.0
-- With which Observation an alert began, so that what goes on or ends can name it. A sender's own ids are not enough:
-- some end an alert under another one than it began with.

create table alert (
    source    text        not null,
    patient   text        not null, -- id on the FHIR server
    device    text        not null, -- likewise
    about     text        not null, -- code of the condition
    instance  text        not null, -- the sender's id of what began it
    reference text        not null,
    began_at  timestamptz not null,
    ended_by  bigint,               -- the entry that ended it: asked again, that entry gets the same answer
    primary key (source, reference)
);
create index alert_open on alert (source, device, about, began_at);
create index alert_age on alert (began_at);
