-- What an app is opened on besides patient and encounter: references with spaces between them.
alter table launch add column further text not null default '';
