// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.host;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dripline.server.outgoing.ForeignToken;
import org.dripline.server.outgoing.KeySets;
import org.dripline.server.outgoing.TokenRules;
import org.dripline.server.outgoing.UnfitToken;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * Verifies a host's id token. Source: OpenID Connect Core 1.0, section 3.1.3.7, and 3.1.3.6 for {@code at_hash}: signed
 * with RS256, RS384, ES256 or ES384 by a key the host publishes and by no other, whatever the header names; of the host
 * that is named, for the app's client there, of this hour. That it was made for a request of the app is the app's to
 * know ({@code nonce}); that it carries one is asked here.
 */
public final class HostIdentities {

    private static final TokenRules RULES = TokenRules.ofPeople();
    private static final int LONGEST = 16 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_KEY = 500;

    /**
     * What an id token is held against.
     *
     * @param issuer {@code iss}, exactly
     * @param audience our client id at the issuer
     * @param jwks where the issuer's keys are
     * @param keys reads them
     */
    public record Expected(String issuer, String audience, String jwks, KeySets keys) {}

    private HostIdentities() {}

    /**
     * Who is signed in at a host.
     *
     * @param accessToken what was given together with it; held against {@code at_hash} where that is there
     * @throws HostRefused with what is wrong
     */
    static HostIdentity verified(HostDirectory.Host host, String idToken, String accessToken) {
        JWTClaimsSet claims =
                claims(new Expected(host.issuer(), host.trusted().clientId(), host.jwks(), host.keys()), idToken);
        requireHash(claims, ForeignToken.of(idToken).header().getAlgorithm(), accessToken);
        return identity(host, claims, idToken);
    }

    /**
     * The verified claims of an id token.
     *
     * @throws HostRefused with what is wrong
     */
    public static JWTClaimsSet claims(Expected expected, String idToken) {
        if (idToken.length() > LONGEST) {
            throw new HostRefused(HostProblem.IDENTITY_UNREADABLE);
        }
        try {
            JWTClaimsSet claims = ForeignToken.of(idToken)
                    .held(
                            RULES,
                            new ForeignToken.Expected(
                                    expected.issuer(),
                                    said -> isFor(expected.audience(), said),
                                    expected.jwks(),
                                    wanted -> expected.keys().matching(expected.jwks(), wanted)),
                            Instant.now());
            if (text(claims, "sub") == null) {
                throw new HostRefused(HostProblem.IDENTITY_CLAIMS);
            }
            return claims;
        } catch (UnfitToken unfit) {
            throw new HostRefused(problem(unfit.flaw()));
        } catch (KeySets.Unreachable away) {
            throw new HostRefused(HostProblem.HOST_SILENT);
        } catch (BadJwtException notListed) {
            throw new HostRefused(HostProblem.IDENTITY_SIGNATURE);
        }
    }

    private static HostIdentity identity(HostDirectory.Host host, JWTClaimsSet claims, String idToken) {
        String subject = text(claims, "sub");
        String fhirUser = text(claims, "fhirUser");
        if (subject == null
                || subject.length() > LONGEST_KEY
                || fhirUser != null && fhirUser.length() > LONGEST_KEY
                || text(claims, "nonce") == null) {
            throw new HostRefused(HostProblem.IDENTITY_CLAIMS);
        }
        String name = text(claims, "name");
        return new HostIdentity(
                host.issuer(),
                subject,
                fhirUser,
                name == null ? "" : name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                values(claims.getClaims(), host.trusted().roleClaims()),
                claims.getExpirationTime().toInstant(),
                idToken.substring(0, idToken.lastIndexOf('.')));
    }

    /** Made for our client alone, or given to it. */
    private static boolean isFor(String audience, JWTClaimsSet claims) {
        String party = text(claims, "azp");
        return claims.getAudience().contains(audience)
                && (party == null ? claims.getAudience().size() == 1 : party.equals(audience));
    }

    private static HostProblem problem(UnfitToken.Flaw flaw) {
        return switch (flaw) {
            case UNREADABLE -> HostProblem.IDENTITY_UNREADABLE;
            case ALGORITHM -> HostProblem.IDENTITY_ALGORITHM;
            case TYPE, KEY_NOT_NAMED, OTHER_KEYS, OWN_KEY, SIGNATURE -> HostProblem.IDENTITY_SIGNATURE;
            case ISSUER -> HostProblem.IDENTITY_ISSUER;
            case AUDIENCE -> HostProblem.IDENTITY_AUDIENCE;
            case UNDATED, NO_ID -> HostProblem.IDENTITY_CLAIMS;
            case OVER, TOO_LONG, AHEAD, NOT_YET -> HostProblem.IDENTITY_TIME;
        };
    }

    /** Left half of the hash of the access token, with the hash of the signature. */
    private static void requireHash(JWTClaimsSet claims, JWSAlgorithm algorithm, String accessToken) {
        String given = text(claims, "at_hash");
        if (given == null) {
            return;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-" + algorithm.getName().substring(2))
                    .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            if (!Base64URL.encode(Arrays.copyOf(hash, hash.length / 2))
                    .toString()
                    .equals(given)) {
                throw new HostRefused(HostProblem.IDENTITY_OF_ANOTHER_TOKEN);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256 and SHA-384", e);
        }
    }

    /** The values of some claims, each of which may be one value or a list of them. */
    public static List<String> values(Map<String, Object> claims, List<String> names) {
        List<String> roles = new ArrayList<>();
        for (String name : names) {
            Object value = claims.get(name);
            if (value instanceof Collection<?> several) {
                several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .forEach(roles::add);
            } else if (value instanceof String one) {
                roles.add(one);
            }
        }
        return roles.stream().distinct().toList();
    }

    /** A claim that is text; null where it is missing, blank or something else. */
    private static @Nullable String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text && !text.isBlank() ? text : null;
    }
}
