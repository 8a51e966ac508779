// SPDX-License-Identifier: Apache-2.0
/**
 * Protocols on the server: the shipped ones are stored at the first start ({@link ShippedProtocols}), each write is
 * checked ({@link ProtocolGate}), a medical director reads the sheet and signs it ({@link SheetOperation},
 * {@link SignOperation}), and {@link ApplyOperation} makes a plan for a patient.
 */
@NullMarked
package org.dripline.server.protocol;

import org.jspecify.annotations.NullMarked;
