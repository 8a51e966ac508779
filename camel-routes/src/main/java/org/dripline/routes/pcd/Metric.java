// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.util.List;
import java.util.Set;

/**
 * What one MDC number in OBX-3 stands for.
 *
 * @param code MDC context-free code (32 bit), system {@code urn:iso:std:iso:11073:10101}
 * @param referenceId its name in the nomenclature
 * @param names all names the number goes by, {@code referenceId} among them
 * @param role what becomes of its values
 * @param kind how OBX-5 is read
 * @param units UCUM codes its quantity is charted in; empty for what is no quantity
 * @param loinc LOINC codes of the same; empty where none is verified
 */
public record Metric(
        String code,
        String referenceId,
        Set<String> names,
        Role role,
        Kind kind,
        Set<String> units,
        List<String> loinc) {

    /** MDC_ATTR_EVT_COND as a component of a pump's status: an event that changes no delivery. */
    static final Metric EVENT_AS_STATUS = new Metric(
            "68487", "MDC_ATTR_EVT_COND", Set.of("MDC_ATTR_EVT_COND"), Role.PUMP, Kind.CONDITION, Set.of(), List.of());

    public Metric {
        names = Set.copyOf(names);
        units = Set.copyOf(units);
        loinc = List.copyOf(loinc);
        if ((kind == Kind.QUANTITY || kind == Kind.SIGNED_QUANTITY) == units.isEmpty()) {
            throw new IllegalArgumentException("metric " + code + ": a quantity, and nothing else, has units");
        }
    }

    /** What becomes of a value. */
    public enum Role {
        HEART_RATE,
        OXYGEN_SATURATION,
        RESPIRATORY_RATE,
        SYSTOLIC,
        DIASTOLIC,
        MEAN_PRESSURE,
        END_TIDAL_CO2,
        /** A vital sign without a profile of ours: an Observation of its own. */
        VITAL,
        /** Likewise, and no vital sign. */
        MEASURED,
        /** A component of the pump's status or event. */
        PUMP,
        /** A component of what the device reports of itself, whoever it is at. */
        DEVICE_STATE,
        /** What happened. */
        EVENT,
        /** OBX-4 of the channel it happened to. */
        EVENT_SOURCE,
        /** Known and left in the journal. */
        JOURNAL_ONLY
    }

    /** How OBX-5 is read. */
    public enum Kind {
        /** Never below zero. */
        QUANTITY,
        SIGNED_QUANTITY,
        /** An IHE token in the second component: {@code ^pump-status-infusing}. */
        TOKEN,
        TEXT,
        /** An MDC event or alarm condition. */
        CONDITION
    }
}
