-- SPDX-License-Identifier: Apache-2.0
-- What is to be sent, on disk before anything is sent, and what became of it.

create table outgoing (
    id            bigint generated always as identity primary key,
    created_at    timestamptz not null,
    destination   text        not null,
    control_id    text        not null, -- MSH-10, the same however often it is sent
    message_type  text        not null, -- MSH-9.1^MSH-9.2
    about         text        not null, -- reference to what it carries; empty for none
    raw           bytea       not null, -- as sent, without the block characters
    state         text        not null check (state in ('waiting', 'delivered', 'refused', 'dismissed')),
    attempts      integer     not null default 0, -- how often it was sent
    sent_at       timestamptz,                    -- last
    settled_at    timestamptz,
    answer        text,                           -- MSA-1 of the answer that settled it
    errors        text,                           -- codes of its ERR segments, no words: those may quote content
    dismissed     text,                           -- in the words of who dismissed it
    constraint outgoing_once unique (destination, control_id)
);
create index outgoing_waiting on outgoing (destination, id) where state = 'waiting';
create index outgoing_refused on outgoing (destination, id) where state = 'refused';
create index outgoing_settled on outgoing (settled_at) where state in ('delivered', 'dismissed');

-- One row per destination: whose turn to send it is, and since when it does not answer.
create table destination (
    name            text primary key,
    leased_to       text,
    leased_until    timestamptz,
    attempts        integer not null default 0, -- failed in a row
    next_attempt_at timestamptz,
    problem         text                        -- why the last attempt failed; null after one that did not
);
