// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import java.util.List;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Puts the filter of {@code /fhir} before everything on the management port, which is a web server of its own. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class SameMachineManagement {

    @Bean
    FilterRegistrationBean<SameMachineFilter> managementSameMachineFilter() {
        FilterRegistrationBean<SameMachineFilter> filter =
                new FilterRegistrationBean<>(new SameMachineFilter(null, List.of()));
        filter.addUrlPatterns("/*");
        filter.setOrder(Integer.MIN_VALUE);
        return filter;
    }
}
