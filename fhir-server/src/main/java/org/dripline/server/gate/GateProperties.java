// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the gate. Its limits are none of them: those are the protocol's.
 *
 * @param contact whom to ask about a hold, for callers that may not see what it rests on, and for what else is withheld
 */
@ConfigurationProperties(prefix = "dripline.gate", ignoreUnknownFields = false)
public record GateProperties(
        @DefaultValue("the clinic that gives the infusions") String contact) {

    /** @throws IllegalArgumentException when nobody is named */
    public GateProperties {
        if (!contact.equals(contact.strip()) || contact.isEmpty()) {
            throw new IllegalArgumentException("dripline.gate.contact says whom to ask, without blanks around it");
        }
    }
}
