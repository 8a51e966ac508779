-- SPDX-License-Identifier: Apache-2.0
-- Every message received, as received, and what became of it.

create table entry (
    id              bigint generated always as identity primary key,
    received_at     timestamptz not null,
    clinical_at     timestamptz not null, -- the same moment by the clinical clock: what a value's time is compared with
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
    held_for        text,                 -- of a parked entry: key of the patient identity it waits for
    charted_at      timestamptz,
    constraint raw_is_kept check (raw is not null or state = 'repeated')
);

-- Repeat detection: two connections that insert the same message at once meet here. What was refused stays out of it:
-- the sender must send that again, and then it is new.
create unique index entry_once on entry (source, control_id, sha256)
    where state <> 'repeated' and control_id <> '' and not refused;
create index entry_control on entry (control_id);
-- What is still to do, and nothing else: stays small however long the journal grows.
create index entry_open on entry (source, id) where state = 'received';
create index entry_parked on entry (source, held_for, id) where state = 'parked';

-- One row per source. A worker holds its lock while it charts, so that the source's order is kept.
create table feed (
    name            text primary key,
    served_at       timestamptz,
    attempts        integer not null default 0,
    next_attempt_at timestamptz
);

-- Whom a source's parked entries wait for, and when to look for that patient again: one search for all that wait.
create table hold (
    source          text        not null,
    held_for        text        not null,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    primary key (source, held_for)
);
create index hold_due on hold (source, next_attempt_at);

-- What a worker has begun to read, committed before it reads. A row that outlives its turn means that reading one of
-- these entries ended the turn, or the process.
create table reading (
    source text    primary key,
    entry  bigint  not null, -- where the turn began
    upto   bigint  not null, -- until here entries are read one at a time
    times  integer not null  -- how often it began at this entry and did not end
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
