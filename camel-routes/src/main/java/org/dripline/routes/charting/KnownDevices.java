// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Resource;

/**
 * Which devices the FHIR server has from us in which form, so that a Device is written only when it changed. Safe for
 * use by many threads.
 */
final class KnownDevices {

    private final Cache<String, String> written =
            Caffeine.newBuilder().maximumSize(10_000).build();

    boolean has(Resource resource) {
        return resource instanceof Device device && form(device).equals(written.getIfPresent(key(device)));
    }

    void remember(Collection<Resource> resources) {
        for (Resource resource : resources) {
            if (resource instanceof Device device) {
                written.put(key(device), form(device));
            }
        }
    }

    void forget() {
        written.invalidateAll();
    }

    private static String key(Device device) {
        return device.getIdElement().getIdPart();
    }

    private static String form(Device device) {
        StringBuilder form =
                new StringBuilder(device.getMeta().getProfile().get(0).getValue());
        device.getIdentifier()
                .forEach(it ->
                        form.append('|').append(it.getSystem()).append('=').append(it.getValue()));
        device.getType().getCoding().forEach(it -> form.append('|').append(it.getCode()));
        return form.toString();
    }
}
