// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.time.Clock;
import org.dripline.app.FhirAddress;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires the session screen, and serves the design every page of Dripline shares at {@code /app/assets/design/}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionScreenProperties.class)
class SessionConfiguration implements WebMvcConfigurer {

    @Bean
    SessionFeeds appSessionFeeds(
            FhirAddress address, SessionScreenProperties properties, @Qualifier("clinicalClock") Clock clock) {
        return new SessionFeeds(new SessionReader(address, properties), properties, clock);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/app/assets/design/**")
                .addResourceLocations("classpath:/org/dripline/design/")
                .setCacheControl(CacheControl.noCache());
    }
}
