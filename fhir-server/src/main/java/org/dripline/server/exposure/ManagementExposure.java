// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Before everything on the management port, which is a web server of its own; after who may call from a browser. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementExposure {

    @Bean
    FilterRegistrationBean<TransportHeaders> managementTransportHeaders() {
        FilterRegistrationBean<TransportHeaders> filter = new FilterRegistrationBean<>(new TransportHeaders());
        filter.addUrlPatterns("/*");
        filter.setOrder(Integer.MIN_VALUE + 1);
        return filter;
    }
}
