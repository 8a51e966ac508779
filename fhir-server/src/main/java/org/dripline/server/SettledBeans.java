// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Lets Spring remember which beans are of which type from the moment every definition is known.
 *
 * <p>HAPI makes a data access object for each of FHIR's resource types, with a dozen injected fields each, while the
 * web server starts. Spring normally remembers look-ups by type only after that, so each field went through all
 * definitions again. A definition or singleton added later still clears what is remembered.
 */
final class SettledBeans implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.addBeanFactoryPostProcessor(beans -> beans.freezeConfiguration());
    }
}
