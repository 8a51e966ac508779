// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/** Requests of a token endpoint: a form there, a token or an OAuth error back. */
final class TokenRequests {

    private TokenRequests() {}

    /** @param deadline how long an answer may take */
    static RestClient over(HttpClient http, Duration deadline) {
        var factory = new JdkClientHttpRequestFactory(http);
        factory.setReadTimeout(deadline);
        return RestClient.builder()
                .requestFactory(factory)
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }
}
