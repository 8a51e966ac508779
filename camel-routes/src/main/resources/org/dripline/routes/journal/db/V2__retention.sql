-- SPDX-License-Identifier: Apache-2.0
-- What is resolved need not be kept for ever; what is not, is never pruned.

-- When a withheld value ceased to be a question; null as long as it is one.
alter table withheld add column resolved_at timestamptz;

-- In the order they may go.
create index entry_charted on entry (charted_at, id) where state = 'charted';
create index entry_repeated on entry (received_at, id) where state = 'repeated';
-- Whether an entry still has repeats, asked for each one that goes.
create index entry_repeats on entry (repeat_of) where repeat_of is not null;
