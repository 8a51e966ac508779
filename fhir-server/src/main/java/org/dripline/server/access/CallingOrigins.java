// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Lets scripts of listed origins read this server's answers (CORS), without cookies: a token is all they bring. */
final class CallingOrigins {

    private CallingOrigins() {}

    static CorsFilter filter(AccessSettings settings) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(Stream.concat(Stream.ofNullable(settings.issuer()), settings.allowedOrigins().stream())
                .map(URI::toString)
                .toList());
        rules.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"));
        rules.setAllowedHeaders(List.of(
                "Authorization", "Content-Type", "Accept", "Prefer", "If-Match", "If-None-Match", "If-None-Exist"));
        rules.setExposedHeaders(List.of("ETag", "Location", "Content-Location", "Last-Modified", "WWW-Authenticate"));
        rules.setAllowCredentials(false);
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", rules);
        return new CorsFilter(everywhere);
    }
}
