// SPDX-License-Identifier: Apache-2.0
/**
 * Every byte received, on disk before it is acknowledged: the message browser, the replay source and the dead-letter
 * queue in one PostgreSQL schema. Also what became of each message, and which of its values were withheld and why.
 */
@NullMarked
package org.dripline.routes.journal;

import org.jspecify.annotations.NullMarked;
