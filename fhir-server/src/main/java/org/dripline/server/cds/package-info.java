// SPDX-License-Identifier: Apache-2.0
/**
 * CDS Hooks: what the gate says of an order that somebody writes in the host EHR, as cards in that EHR. Nothing that a
 * caller sends is stored in the record; only how often which rule was shown, and what became of it, is counted.
 */
@NullMarked
package org.dripline.server.cds;

import org.jspecify.annotations.NullMarked;
