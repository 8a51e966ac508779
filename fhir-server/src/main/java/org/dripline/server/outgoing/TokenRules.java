// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.outgoing;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of foreign token has to keep, beside being signed by who it says.
 *
 * @param algorithms with which it may be signed
 * @param typed whether its header must say that it is a JWT; where it need not, it may say nothing else
 * @param keyNamed whether its header must name the key
 * @param dated whether it must say when it was made
 * @param once whether it must have an id of its own, {@code jti}
 * @param longest from now to its end; null: as long as it says
 * @param oldest since it was made, however long it says that it holds; null: any age
 * @param clocksDiffer by how much another clock may be ahead or behind
 */
public record TokenRules(
        Set<JWSAlgorithm> algorithms,
        boolean typed,
        boolean keyNamed,
        boolean dated,
        boolean once,
        @Nullable Duration longest,
        @Nullable Duration oldest,
        Duration clocksDiffer) {

    /**
     * A token with which somebody's software proves itself, five minutes at most: RS384 or ES384, by a key it names,
     * with an id of its own. Source: SMART App Launch 2.2, "Client Authentication: Asymmetric"; CDS Hooks 2.0,
     * "Trusting CDS Clients".
     *
     * @param typed see {@link TokenRules}
     * @param dated see {@link TokenRules}
     */
    public static TokenRules ofSoftware(boolean typed, boolean dated) {
        return new TokenRules(
                Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384),
                typed,
                true,
                dated,
                true,
                Duration.ofMinutes(5),
                null,
                Duration.ofSeconds(30));
    }

    /**
     * An id token, an hour old at most. Source: OpenID Connect Core 1.0, section 2; the algorithms are those that hosts
     * use of it.
     */
    public static TokenRules ofPeople() {
        return new TokenRules(
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.ES256, JWSAlgorithm.ES384),
                false,
                false,
                true,
                false,
                null,
                Duration.ofHours(1),
                Duration.ofSeconds(60));
    }
}
