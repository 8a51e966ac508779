// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Puts the {@link LogCeiling} on as soon as Boot has set up the log, which it does anew for every application that
 * starts in a process: whatever is started with this module on its class path is under it.
 */
public final class LogCeilingStart implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        LogCeiling.install();
    }
}
