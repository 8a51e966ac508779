-- What others signed and is good once, until it ends by itself: assertions of clients, calls of CDS services, exchanged
-- id tokens. One table in place of three; what was used stays used over the upgrade.
create table used_token (
    kind varchar(20) not null,
    hash varchar(100) not null,
    expires_at timestamptz not null,
    primary key (kind, hash)
);
create index used_token_expiry on used_token (expires_at);

insert into used_token
    select 'assertion', 'sha256:' || encode(sha256(convert_to(client_id || E'\n' || jti, 'UTF8')), 'hex'), expires_at
    from seen_assertion;
drop table seen_assertion;

insert into used_token select 'identity', hash, expires_at from exchanged_identity;
drop table exchanged_identity;

-- Which rule was shown as a CDS card when, and what became of it; names no patient. It was in a schema of its own.
do $$
begin
    if to_regclass('cds.used_token') is not null then
        execute 'insert into used_token select ''call'', ''sha256:'' || id, until from cds.used_token';
        execute format('alter table cds.card set schema %I', current_schema());
        alter table card rename to cds_card;
        alter index card_shown rename to cds_card_shown;
        drop schema cds cascade;
    else
        create table cds_card (
            id uuid primary key,
            service text not null,
            rule text not null,
            indicator text not null,
            shown_at timestamptz not null,
            outcome text,
            reason text,
            answered_at timestamptz
        );
        create index cds_card_shown on cds_card (shown_at);
    end if;
end
$$;
