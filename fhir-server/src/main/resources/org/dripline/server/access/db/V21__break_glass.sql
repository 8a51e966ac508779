-- Who saw what is withheld of a patient's record in an emergency, why, and until when. Grows only.
create table break_glass (
    id bigint generated always as identity primary key,
    username varchar(200) not null,
    client_id varchar(100) not null,
    patient varchar(64) not null,
    reason varchar(1000) not null,
    opened_at timestamptz not null default now(),
    until timestamptz not null
);
create index break_glass_of on break_glass (username, patient, until);

create function break_glass_grows_only() returns trigger language plpgsql as $$
begin
    raise exception 'who broke the glass is kept';
end
$$;
create trigger break_glass_grows_only before update or delete on break_glass
    for each row execute function break_glass_grows_only();
create trigger break_glass_is_not_emptied before truncate on break_glass
    for each statement execute function break_glass_grows_only();
