// SPDX-License-Identifier: Apache-2.0
/** The SMART App Launch 2.2 authorization server: discovery, launches, consent, tokens, registered clients. */
@NullMarked
package org.dripline.server.authorization;

import org.jspecify.annotations.NullMarked;
