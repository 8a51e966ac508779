-- SPDX-License-Identifier: Apache-2.0
-- Whose a message was taken to be when it did not say so itself: when that turns out wrong, this finds what was charted.

create table attribution (
    entry    bigint      primary key references entry (id) on delete cascade,
    patient  text        not null, -- id on the FHIR server
    bed      text        not null, -- point of care^room^bed; empty when the message named none
    devices  text[]      not null, -- ids on the FHIR server
    first_at timestamptz not null, -- times of its first and last value
    last_at  timestamptz not null
);
create index attribution_devices on attribution using gin (devices);
create index attribution_bed on attribution (bed, last_at) where bed <> '';

-- What an entry became, and was taken back for another reason than reading it again.
alter table resource add column retracted_at timestamptz;

-- Until when changes on the FHIR server have been looked at.
create table watch (
    name    text        primary key,
    seen_to timestamptz not null
);
