// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.routes.vendors}: a site's own files of senders.
 *
 * @param folder with {@code *.yaml} of the same form as those shipped; none normally
 * @param lookEvery how often it is looked whether a file changed
 */
public record VendorProperties(
        @Nullable Path folder, @DefaultValue("5s") Duration lookEvery) {

    public VendorProperties {
        if (lookEvery.toMillis() <= 0) {
            throw new IllegalArgumentException("dripline.routes.vendors.look-every must be positive");
        }
    }
}
