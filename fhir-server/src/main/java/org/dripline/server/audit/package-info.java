// SPDX-License-Identifier: Apache-2.0
/** The audit as somebody reads it: sealed, verified, rendered as AuditEvents, searched on a page, exported. */
@NullMarked
package org.dripline.server.audit;

import org.jspecify.annotations.NullMarked;
