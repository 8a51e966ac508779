-- SPDX-License-Identifier: Apache-2.0
-- Every message received, as received, and what became of it.

create table entry (
    id              bigint generated always as identity primary key,
    received_at     timestamptz not null,
    source          text        not null,
    remote          text        not null,
    control_id      text        not null, -- MSH-10; empty when MSH was unreadable
    message_type    text        not null, -- MSH-9.1^MSH-9.2
    sha256          bytea       not null,
    raw             bytea,                -- null for a repeat only: repeat_of has the same bytes
    state           text        not null check (state in ('received', 'charted', 'parked', 'quarantined', 'repeated')),
    reason          text,
    refused         boolean     not null default false, -- at the socket: its sender was not told that it is accepted
    flag            text,                 -- charted, but somebody should know
    repeat_of       bigint      references entry (id),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz,          -- of a parked entry; null = only when somebody asks
    held_for        bytea,                -- SHA-256 of the patient identifier a parked entry waits for
    charted_at      timestamptz,
    constraint raw_is_kept check (raw is not null or state = 'repeated')
);

-- Repeat detection: two connections that insert the same message at once meet here. What was refused stays out of it:
-- the sender must send that again, and then it is new.
create unique index entry_once on entry (source, control_id, sha256)
    where state <> 'repeated' and control_id <> '' and not refused;
create index entry_control on entry (control_id);
-- What is still to do, and nothing else: stays small however long the journal grows.
create index entry_open on entry (source, id) where state in ('received', 'parked');

-- One row per source. A worker holds its lock while it charts, so that the source's order is kept.
create table feed (
    name            text primary key,
    served_at       timestamptz,
    attempts        integer not null default 0,
    next_attempt_at timestamptz
);

create table withheld (
    entry  bigint  not null references entry (id),
    obx    integer not null, -- position among the message's OBX, from 1
    path   text    not null, -- OBX-4
    reason text    not null,
    primary key (entry, obx)
);

create table resource (
    entry     bigint not null references entry (id),
    reference text   not null,
    primary key (entry, reference)
);
