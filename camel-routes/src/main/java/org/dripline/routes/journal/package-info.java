// SPDX-License-Identifier: Apache-2.0
/**
 * Remembers, in a PostgreSQL schema of its own: what came in, byte for byte and before anybody was told so; what became
 * of it; and which values did not reach the chart, with the reason. Work to do, work done and work given up are rows of
 * one table in different states.
 */
@NullMarked
package org.dripline.routes.journal;

import org.jspecify.annotations.NullMarked;
