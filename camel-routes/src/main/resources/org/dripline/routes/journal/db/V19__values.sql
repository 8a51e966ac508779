-- SPDX-License-Identifier: Apache-2.0
-- One value at a time: read again alone, or given up by somebody, who says why.
alter table withheld add column dismissed text;  -- in the words of who dismissed it; then it is resolved
alter table entry add column replayed_obx integer; -- the one value that is read again; null: all of them

-- Where a site charts at most one number a minute, or another time: which entry has it.
create table charted_slot (
    source      text        not null,
    patient     text        not null, -- id on the FHIR server
    device      text        not null, -- likewise
    code        text        not null,
    begins      timestamptz not null,
    entry       bigint      not null,
    every_value boolean     not null, -- measuring stopped in it: a number before and one after both count
    primary key (source, patient, device, code, begins)
);
create index charted_slot_age on charted_slot (begins);
