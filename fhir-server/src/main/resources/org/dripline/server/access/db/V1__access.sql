-- Who may knock at /fhir. The tables oauth2_* are Spring Authorization Server's, with its columns; where it would keep a
-- token, this product keeps the token's SHA-256.
create table oauth2_registered_client (
    id varchar(100) primary key,
    client_id varchar(100) not null unique,
    client_id_issued_at timestamptz not null default now(),
    client_secret varchar(200),
    client_secret_expires_at timestamptz,
    client_name varchar(200) not null,
    client_authentication_methods varchar(1000) not null,
    authorization_grant_types varchar(1000) not null,
    redirect_uris text,
    post_logout_redirect_uris text,
    scopes text not null,
    client_settings text not null,
    token_settings text not null
);

create table oauth2_authorization (
    id varchar(100) primary key,
    registered_client_id varchar(100) not null,
    principal_name varchar(200) not null,
    authorization_grant_type varchar(100) not null,
    authorized_scopes text,
    attributes text,
    state varchar(500),
    authorization_code_value text,
    authorization_code_issued_at timestamptz,
    authorization_code_expires_at timestamptz,
    authorization_code_metadata text,
    access_token_value text,
    access_token_issued_at timestamptz,
    access_token_expires_at timestamptz,
    access_token_metadata text,
    access_token_type varchar(100),
    access_token_scopes text,
    oidc_id_token_value text,
    oidc_id_token_issued_at timestamptz,
    oidc_id_token_expires_at timestamptz,
    oidc_id_token_metadata text,
    refresh_token_value text,
    refresh_token_issued_at timestamptz,
    refresh_token_expires_at timestamptz,
    refresh_token_metadata text,
    user_code_value text,
    user_code_issued_at timestamptz,
    user_code_expires_at timestamptz,
    user_code_metadata text,
    device_code_value text,
    device_code_issued_at timestamptz,
    device_code_expires_at timestamptz,
    device_code_metadata text,
    created_at timestamptz not null default now()
);
create unique index authorization_access_token on oauth2_authorization (access_token_value);
create unique index authorization_refresh_token on oauth2_authorization (refresh_token_value);
create unique index authorization_code on oauth2_authorization (authorization_code_value);
create index authorization_state on oauth2_authorization (state);

-- What may be presented once and was: codes, rotated refresh tokens. A second use of one ends its authorization.
create table spent_token (
    hash varchar(100) primary key,
    authorization_id varchar(100) not null,
    spent_at timestamptz not null default now()
);

-- jti of client assertions, until they expire. RFC 7523, section 3, item 7.
create table seen_assertion (
    client_id varchar(100) not null,
    jti varchar(300) not null,
    expires_at timestamptz not null,
    primary key (client_id, jti)
);
create index seen_assertion_expiry on seen_assertion (expires_at);

-- What each person agreed to, once for each launch; a record, never asked again.
create table consent (
    id bigint generated always as identity primary key,
    client_id varchar(100) not null,
    username varchar(200) not null,
    scopes text not null,
    agreed_at timestamptz not null default now()
);

-- The chart an app is launched on. id: hash of the launch parameter, or of the authorization of a standalone launch.
create table launch (
    id varchar(100) primary key,
    client_id varchar(100) not null,
    username varchar(200) not null,
    patient varchar(64),
    encounter varchar(64),
    intent varchar(200),
    need_patient_banner boolean not null default true,
    expires_at timestamptz not null,
    spent_at timestamptz
);

create table app_user (
    username varchar(200) primary key,
    password varchar(200) not null,
    display_name varchar(200) not null,
    fhir_user varchar(200),
    administrator boolean not null default false,
    enabled boolean not null default true,
    failures integer not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null default now()
);

-- Private; encryption at rest is the volume's.
create table signing_key (
    kid varchar(100) primary key,
    jwk text not null,
    created_at timestamptz not null default now()
);
