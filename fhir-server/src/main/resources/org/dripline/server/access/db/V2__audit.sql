-- Who did what to whose record, from where. Grows only: no row is changed or taken away, by whomever.
create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    kind varchar(20) not null,
    outcome integer not null,
    client_id varchar(100),
    username varchar(200),
    patients text[] not null default '{}',
    resource_type varchar(64),
    resource_id varchar(64),
    address varchar(64)
);
create index audit_at on audit (at);
create index audit_patients on audit using gin (patients);

create function audit_grows_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit only grows';
end
$$;
create trigger audit_grows_only before update or delete on audit for each row execute function audit_grows_only();
create trigger audit_is_not_emptied before truncate on audit for each statement execute function audit_grows_only();
