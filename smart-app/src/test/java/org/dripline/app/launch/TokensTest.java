// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;

class TokensTest {

    private static final Instant ISSUED = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void aTokenLivesAsLongAsTheHostSays() {
        assertThat(tokens(Duration.ofSeconds(570)).until()).isEqualTo(ISSUED.plusSeconds(570));
    }

    @Test
    void aTokenWhoseEndIsNotSaidLivesAnHourAtMost() {
        assertThat(tokens(Duration.ofSeconds(1)).until()).isEqualTo(ISSUED.plus(Duration.ofHours(1)));
    }

    @Test
    void tokensDoNotPrintThemselves() {
        assertThat(tokens(Duration.ofSeconds(5)).toString()).doesNotContain("token-3391");
    }

    private static Tokens tokens(Duration life) {
        return Tokens.of(new OAuth2AccessToken(TokenType.BEARER, "token-3391", ISSUED, ISSUED.plus(life)), null);
    }
}
