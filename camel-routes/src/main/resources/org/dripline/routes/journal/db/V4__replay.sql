-- SPDX-License-Identifier: Apache-2.0
-- Somebody asked for the entry to be read again. What it had become and does not become any more is then retracted.
alter table entry add column replayed boolean not null default false;
