-- Roles that whoever runs the machine gave on the command line: how the first prescriber comes to be one.
create table given_role (
    username varchar(200) not null references app_user (username) on delete cascade,
    role varchar(30) not null,
    until date,
    given_at timestamptz not null default now(),
    primary key (username, role)
);
