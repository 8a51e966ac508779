-- Somebody who signs in elsewhere: at a host EHR or the hospital's provider, known by issuer and subject. They have no
-- password here. claims: what the issuer last said they are.
alter table app_user alter column password drop not null;
alter table app_user add column issuer varchar(500);
alter table app_user add column subject varchar(500);
alter table app_user add column claims text[] not null default '{}';
alter table app_user add column seen_at timestamptz;
alter table app_user add constraint app_user_of_one_issuer unique (issuer, subject);
alter table app_user add constraint app_user_is_known_somehow check (password is not null or issuer is not null and subject is not null);

-- What hosts signed and somebody exchanged here, until it ends by itself: a second use is refused, on every node.
create table exchanged_identity (
    hash varchar(100) primary key,
    expires_at timestamptz not null
);
create index exchanged_identity_expiry on exchanged_identity (expires_at);
