// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import org.dripline.protocol.Protocol;

/**
 * A protocol with the limits it shares, and whether it was signed.
 *
 * @param standing {@code signed} or {@code draft}
 */
public record ProtocolInForce(Protocol protocol, String standing) {}
