// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Where the clinic is a program under 42 CFR Part 2: what is stored of a patient carries that label, whoever stores it,
 * unless its source has put one on it.
 */
@Interceptor
public final class ProgramLabel {

    /** Before what is stored is looked at by anybody else. */
    private static final int BEFORE_THE_CHECKS = -200;

    private final SensitiveLabels labels;

    ProgramLabel(SensitiveLabels labels) {
        this.labels = labels;
    }

    /** Called by HAPI before a new resource is stored. */
    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = BEFORE_THE_CHECKS)
    public void created(IBaseResource resource) {
        label(resource);
    }

    /** Called by HAPI before a new version is stored. */
    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = BEFORE_THE_CHECKS)
    public void updated(@Nullable IBaseResource before, IBaseResource resource) {
        label(resource);
    }

    private void label(IBaseResource stored) {
        if (stored instanceof Resource resource
                && Disclosure.isSomebodys(resource)
                && labels.on(resource).isEmpty()) {
            resource.getMeta().addSecurity(SensitiveLabels.PART_2.copy());
        }
    }
}
