// SPDX-License-Identifier: Apache-2.0
/**
 * Who can reach this process and with what: the conditions for listening beyond this machine, TLS, the headers of every
 * answer, web apps of other origins, limits of rate and size, the token of the management port.
 */
@NullMarked
package org.dripline.server.exposure;

import org.jspecify.annotations.NullMarked;
