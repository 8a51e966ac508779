-- SPDX-License-Identifier: Apache-2.0
-- One value at a time: read again alone, or given up by somebody, who says why.
alter table withheld add column dismissed text;  -- in the words of who dismissed it; then it is resolved
alter table entry add column replayed_obx integer; -- the one value that is read again; null: all of them
