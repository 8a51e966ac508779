// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code dripline.limits.*}: how much one caller may ask, where requests are authorized.
 *
 * @param body largest body of a request below {@code /fhir}; forms have a megabyte
 * @param client of one app below {@code /fhir}; the routes and the app of this product have none
 * @param address of one address at sign-in, authorization and token endpoints
 * @param refused of one address, requests whose token is missing or unknown
 * @param query work of the database that one request may ask for
 */
@ConfigurationProperties(prefix = "dripline.limits", ignoreUnknownFields = false)
record LimitSettings(
        @DefaultValue("32MB") DataSize body,
        @DefaultValue Client client,
        @DefaultValue Address address,
        @DefaultValue Refused refused,
        @DefaultValue QueryLimits query) {

    /** How many requests at once, and how many a second after that. */
    interface Rate {
        int burst();

        int perSecond();
    }

    /** For one app. */
    record Client(
            @DefaultValue("5000") int burst,
            @DefaultValue("1000") int perSecond) implements Rate {
        Client {
            requirePositive(burst, perSecond);
        }
    }

    /** For one address, before anybody is known. */
    record Address(
            @DefaultValue("200") int burst,
            @DefaultValue("20") int perSecond) implements Rate {
        Address {
            requirePositive(burst, perSecond);
        }
    }

    /** For one address that is refused. */
    record Refused(
            @DefaultValue("100") int burst,
            @DefaultValue("5") int perSecond) implements Rate {
        Refused {
            requirePositive(burst, perSecond);
        }
    }

    private static void requirePositive(int burst, int perSecond) {
        if (burst < 1 || perSecond < 1) {
            throw new IllegalArgumentException("dripline.limits: burst and per-second are at least 1");
        }
    }
}
