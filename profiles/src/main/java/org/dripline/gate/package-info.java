// SPDX-License-Identifier: Apache-2.0
/**
 * The gate before every infusion: what the record says against it, and what it does not say. Pure: facts, a protocol
 * and a table of rules in, findings out. What a rule is worth and who may pass it is the protocol's; which codes and
 * answers it looks at is {@code gate-rules.json}.
 */
@NullMarked
package org.dripline.gate;

import org.jspecify.annotations.NullMarked;
