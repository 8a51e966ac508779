-- SPDX-License-Identifier: Apache-2.0
-- What came before what it belongs to is decided again when that comes.

-- Every update of an alert, so that with which one each began follows from all of them, in whatever order they came.
delete from alert where ended_by is not null; -- over: nothing goes on with these
alter table alert drop column ended_by;
alter table alert rename column began_at to at;
alter table alert add column phase text not null default 'start';
alter table alert add column parent text not null default '';
alter table alert add column entry bigint;    -- that says so; null: of a release that did not note it
alter table alert add column began_with text; -- reference of another one; null: it begins, or nobody saw it begin
alter table alert alter column phase drop default;
alter table alert alter column parent drop default;
drop index alert_open;
create index alert_of on alert (source, patient, device, about, at);
create index alert_ends on alert (source, began_with) where phase = 'end';
create index alert_entry on alert (entry);

-- Which devices speak in what waits, whatever it waits for by name, so that it wakes when one of them changes hands.
alter table hold add column devices text[] not null default '{}';
create index hold_devices on hold using gin (devices);

-- Rows that correct an earlier value (OBX-11 C, D, W), and what they were found to correct.
create table correction (
    entry     bigint      not null references entry (id) on delete cascade,
    obx       integer     not null, -- position among the message's OBX, from 1
    source    text        not null,
    device    text        not null, -- id on the FHIR server
    code      text        not null, -- of the value; empty for an event of a pump
    at        timestamptz not null, -- time of the value
    reference text,                 -- what it corrects; null until that comes
    primary key (entry, obx)
);
create index correction_of on correction (source, device, at);
