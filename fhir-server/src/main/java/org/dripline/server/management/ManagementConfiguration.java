// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.management;

import java.nio.file.Path;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.door.TokenGrants;
import org.dripline.server.signin.PasswordSignIn;
import org.dripline.server.staff.Staff;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** The management port is a web server of its own; this stands behind what looks at {@code Host} and {@code Origin}. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@WhereTokensAreAsked
class ManagementConfiguration {

    @Bean
    FilterRegistrationBean<ManagementDoor> managementDoor(
            @Value("${dripline.data-dir:./data}") Path dataDirectory,
            PasswordSignIn passwords,
            TokenGrants tokens,
            Staff staff,
            AuditTrail trail) {
        FilterRegistrationBean<ManagementDoor> filter = new FilterRegistrationBean<>(
                new ManagementDoor(new ManagementToken(dataDirectory), new Operators(passwords, tokens, staff), trail));
        filter.addUrlPatterns("/*");
        filter.setOrder(Integer.MIN_VALUE + 2);
        return filter;
    }
}
