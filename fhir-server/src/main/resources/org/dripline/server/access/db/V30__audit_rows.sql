-- What a row says beyond who, whose and how it went: enough for an AuditEvent of IHE's Basic Audit Log Patterns.
alter table audit
    add column action char(1),            -- C, R, U, D, E: FHIR's AuditEvent.action
    add column interaction varchar(64),   -- FHIR's code (read, search-type …), or the operation with its $
    add column request_id varchar(200),   -- the answer's X-Request-Id
    add column scopes text,               -- of the token, in alphabetical order
    add column query text,                -- of a search or operation, as it was carried out
    add column resources text[] not null default '{}',  -- what was written, with its version; what was refused of a batch
    add column detail text;               -- what the kind needs besides, such as the message that was charted
create index audit_username on audit (username, id) where username is not null;

-- One row seals the rows of audit from first_row to last_row: its hash covers theirs and the hash of the seal before.
create table audit_seal (
    id bigint primary key,                -- 1, 2, 3 …
    sealed_at timestamptz not null,
    first_row bigint not null,
    last_row bigint not null,
    row_count integer not null,
    previous_hash bytea not null,
    marks bytea not null,                 -- of each row 8 bytes of its id, 8 of its hash: to say which one it is
    hash bytea not null
);
create trigger audit_seal_grows_only before update or delete on audit_seal
    for each row execute function audit_grows_only();
create trigger audit_seal_is_not_emptied before truncate on audit_seal
    for each statement execute function audit_grows_only();
