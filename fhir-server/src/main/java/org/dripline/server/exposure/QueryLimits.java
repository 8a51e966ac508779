// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code dripline.limits.query.*}: how much of the database's work one request may ask for, where requests are
 * authorized. Each is at least 1.
 *
 * @param parameters of one search; a name that is repeated counts again, and so does each key of a {@code _sort}, since
 *     each is one more join
 * @param values in all parameters of one search, those between commas counted; in all searches of one batch or
 *     transaction together, conditions and references by search among them (but for the routes of this product); codes
 *     and parts of value sets in what one operation is sent, since each is looked up
 * @param steps from type to type in one chain or {@code _has}
 * @param includes {@code _include} and {@code _revinclude} of one search
 * @param entries of one batch or transaction; the routes of this product have none, since a message is one transaction
 * @param validated body of one {@code $validate}: each code in it is looked up
 * @param profiles that one {@code $validate} says its resources are of: each is looked up
 */
public record QueryLimits(
        @DefaultValue("30") int parameters,
        @DefaultValue("500") int values,
        @DefaultValue("3") int steps,
        @DefaultValue("20") int includes,
        @DefaultValue("500") int entries,
        @DefaultValue("128KB") DataSize validated,
        @DefaultValue("50") int profiles) {

    public QueryLimits {
        if (IntStream.of(parameters, values, steps, includes, entries, profiles)
                                .min()
                                .orElseThrow()
                        < 1
                || validated.toBytes() < 1) {
            throw new IllegalArgumentException("dripline.limits.query: each limit is at least 1");
        }
    }
}
