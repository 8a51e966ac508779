// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import java.nio.file.Path;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.AuditTrail;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
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

    @Bean
    @ConditionalOnProperty(name = AccessSettings.MODE, havingValue = AccessSettings.SMART)
    FilterRegistrationBean<ManagementToken> managementToken(
            @Value("${dripline.data-dir:./data}") Path dataDirectory, AuditTrail trail) {
        FilterRegistrationBean<ManagementToken> filter =
                new FilterRegistrationBean<>(new ManagementToken(dataDirectory, trail));
        filter.addUrlPatterns("/*");
        filter.setOrder(Integer.MIN_VALUE + 2);
        return filter;
    }
}
