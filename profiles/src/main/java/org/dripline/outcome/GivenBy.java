// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import org.dripline.protocol.Protocol;

/** A protocol sessions were given by, and whether it was signed. */
public record GivenBy(Protocol protocol, boolean signed) {}
