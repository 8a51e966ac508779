-- How long the audit is kept, as a server that started was told; the newest row holds.
create table audit_retention (
    id bigint generated always as identity primary key,
    since timestamptz not null default clock_timestamp(),
    period interval not null,
    basis text not null
);
create trigger audit_retention_grows_only before update or delete on audit_retention
    for each row execute function audit_grows_only();
create trigger audit_retention_is_not_emptied before truncate on audit_retention
    for each statement execute function audit_grows_only();

-- One row destroys the oldest seals with their rows, and says so for good. It is taken only where all of them may go; nothing
-- else takes a row of the audit away. Names are with their schema, since what writes here comes with several search paths.
create table audit_destruction (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    first_seal bigint not null,
    last_seal bigint not null,            -- from the oldest that was there on, without a hole
    last_row bigint not null,             -- of the last seal
    row_count bigint not null,
    hash bytea not null,                  -- of the last seal: what is left begins after it
    before timestamptz not null,          -- every row was older
    done_by text not null,                -- user of the operating system
    export bytea not null,                -- SHA-256 of the file the rows were exported to
    audit_row bigint not null             -- the row of audit that tells of it
);
create trigger audit_destruction_grows_only before update or delete on audit_destruction
    for each row execute function audit_grows_only();
create trigger audit_destruction_is_not_emptied before truncate on audit_destruction
    for each statement execute function audit_grows_only();

create function audit_destruction_is_due() returns trigger language plpgsql as $$
declare
    gone bigint;
    seals bigint;
    sealed bigint;
begin
    perform pg_advisory_xact_lock(hashtext('dripline audit seal'));
    select coalesce(max(last_seal), 0) into gone from access.audit_destruction;
    if new.first_seal <> gone + 1 then
        raise exception 'the audit is destroyed from its oldest seal on, which is %', gone + 1 using errcode = '23514';
    end if;
    perform 1 from access.audit_seal
        where id = new.last_seal and hash = new.hash and last_row = new.last_row;
    if not found then
        raise exception 'no seal % with this hash and last row is there', new.last_seal using errcode = '23514';
    end if;
    select count(*), sum(row_count) into seals, sealed from access.audit_seal where id <= new.last_seal;
    if seals <> new.last_seal - gone then
        raise exception 'a seal up to % was taken away', new.last_seal using errcode = '23514';
    end if;
    if sealed <> new.row_count or sealed <> (select count(*) from access.audit where id <= new.last_row) then
        raise exception 'the rows up to % are not those that were sealed', new.last_row using errcode = '23514';
    end if;
    if not coalesce(
            new.before <= (clock_timestamp() at time zone 'UTC'
                - (select period from access.audit_retention order by id desc limit 1)) at time zone 'UTC',
            false) then
        raise exception 'the audit is kept longer than that' using errcode = '23514';
    end if;
    if exists (select 1 from access.audit where id <= new.last_row and at >= new.before) then
        raise exception 'a row up to % is younger than that', new.last_row using errcode = '23514';
    end if;
    if octet_length(new.export) <> 32 then
        raise exception 'the export has no SHA-256' using errcode = '23514';
    end if;
    perform 1 from access.audit where id = new.audit_row and id > new.last_row and kind = 'DESTRUCTION';
    if not found then
        raise exception 'no row of the audit tells of it' using errcode = '23514';
    end if;
    return new;
end
$$;
create trigger audit_destruction_is_due before insert on audit_destruction
    for each row execute function audit_destruction_is_due();

create function audit_destruction_is_done() returns trigger language plpgsql as $$
begin
    delete from access.audit where id <= new.last_row;
    delete from access.audit_seal where id <= new.last_seal;
    return null;
end
$$;
create trigger audit_destruction_is_done after insert on audit_destruction
    for each row execute function audit_destruction_is_done();

create or replace function audit_grows_only() returns trigger language plpgsql as $$
begin
    -- What a destruction that was found due is about goes with it.
    if tg_op = 'DELETE' and tg_table_name = 'audit' then
        if exists (select 1 from access.audit_destruction where last_row >= old.id) then
            return old;
        end if;
    elsif tg_op = 'DELETE' and tg_table_name = 'audit_seal' then
        if exists (select 1 from access.audit_destruction where last_seal >= old.id) then
            return old;
        end if;
    end if;
    raise exception 'the audit only grows';
end
$$;
