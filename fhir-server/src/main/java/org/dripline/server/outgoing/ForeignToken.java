// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.outgoing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dripline.server.outgoing.UnfitToken.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * A signed JWT that somebody else made: the one place where such a token is verified. It is believed by a key that was
 * known to be the signer's before it came, whatever its header names. Source: RFC 7519, RFC 8725.
 */
public final class ForeignToken {

    /** Longest {@code jti}. */
    public static final int LONGEST_ID = 256;

    private final SignedJWT signed;
    private final JWTClaimsSet claims;

    /**
     * Who must have signed it, for whom.
     *
     * @param issuer {@code iss}, exactly
     * @param audience whether it was made for us
     * @param keysAt where the issuer's keys are known to be, the only {@code jku} it may name; null: at no address
     * @param keys the issuer's keys that match
     */
    public record Expected(
            String issuer,
            Predicate<JWTClaimsSet> audience,
            @Nullable String keysAt,
            Function<JWKSelector, List<JWK>> keys) {}

    private ForeignToken(SignedJWT signed, JWTClaimsSet claims) {
        this.signed = signed;
        this.claims = claims;
    }

    /**
     * Reads a token; nothing of it is to be believed yet.
     *
     * @throws UnfitToken when it is no signed JWT
     */
    public static ForeignToken of(String text) {
        try {
            SignedJWT signed = SignedJWT.parse(text);
            return new ForeignToken(signed, signed.getJWTClaimsSet());
        } catch (ParseException e) {
            throw new UnfitToken(Flaw.UNREADABLE);
        }
    }

    /** Who it says made it; empty when it says nothing. */
    public String issuer() {
        return claims.getIssuer() == null ? "" : claims.getIssuer();
    }

    /** The header; what it says is known to be the signer's once {@link #held} returned. */
    public JWSHeader header() {
        return signed.getHeader();
    }

    /**
     * The claims, once all of it holds. That a token with an id is shown for the first time is not asked here.
     *
     * @param now of this machine's clock: tokens know no clinical time
     * @throws UnfitToken with the first flaw
     * @throws KeySets.Unreachable when the keys cannot be had now
     */
    public JWTClaimsSet held(TokenRules rules, Expected expected, Instant now) {
        requireHeader(rules, expected.keysAt());
        require(expected.issuer().equals(claims.getIssuer()), Flaw.ISSUER);
        require(isSigned(expected), Flaw.SIGNATURE);
        require(expected.audience().test(claims), Flaw.AUDIENCE);
        requireTimes(rules, now);
        String id = claims.getJWTID();
        boolean named = id != null && !id.isBlank() && id.length() <= LONGEST_ID;
        require(named || !rules.once(), Flaw.NO_ID);
        return claims;
    }

    private void requireHeader(TokenRules rules, @Nullable String keysAt) {
        JWSHeader header = signed.getHeader();
        JOSEObjectType type = header.getType();
        require(rules.algorithms().contains(header.getAlgorithm()), Flaw.ALGORITHM);
        require(type == null ? !rules.typed() : JOSEObjectType.JWT.equals(type), Flaw.TYPE);
        require(header.getKeyID() != null || !rules.keyNamed(), Flaw.KEY_NOT_NAMED);
        require(header.getJWKURL() == null || header.getJWKURL().toString().equals(keysAt), Flaw.OTHER_KEYS);
        require(
                header.getJWK() == null
                        && header.getX509CertURL() == null
                        && header.getX509CertChain() == null
                        && header.getCriticalParams() == null,
                Flaw.OWN_KEY);
    }

    private boolean isSigned(Expected expected) {
        JWSAlgorithm algorithm = signed.getHeader().getAlgorithm();
        JWKMatcher.Builder wanted = new JWKMatcher.Builder().keyType(KeyType.forAlgorithm(algorithm));
        if (signed.getHeader().getKeyID() != null) {
            wanted.keyID(signed.getHeader().getKeyID());
        }
        return expected.keys().apply(new JWKSelector(wanted.build())).stream()
                .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                .filter(key -> key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                .anyMatch(this::isSignedBy);
    }

    private boolean isSignedBy(JWK key) {
        try {
            return key instanceof AsymmetricJWK asymmetric
                    && signed.verify(new DefaultJWSVerifierFactory()
                            .createJWSVerifier(signed.getHeader(), asymmetric.toPublicKey()));
        } catch (JOSEException ofAnotherCurve) {
            return false;
        }
    }

    private void requireTimes(TokenRules rules, Instant now) {
        Date expires = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        if (expires == null || issued == null && rules.dated()) {
            throw new UnfitToken(Flaw.UNDATED);
        }
        Instant early = now.minus(rules.clocksDiffer());
        Instant late = now.plus(rules.clocksDiffer());
        require(!expires.toInstant().isBefore(early), Flaw.OVER);
        require(rules.longest() == null || !expires.toInstant().isAfter(late.plus(rules.longest())), Flaw.TOO_LONG);
        if (issued != null) {
            require(rules.oldest() == null || !issued.toInstant().isBefore(early.minus(rules.oldest())), Flaw.OVER);
            require(!issued.toInstant().isAfter(late), Flaw.AHEAD);
        }
        Date from = claims.getNotBeforeTime();
        require(from == null || !from.toInstant().isAfter(late), Flaw.NOT_YET);
    }

    private static void require(boolean holds, Flaw flaw) {
        if (!holds) {
            throw new UnfitToken(flaw);
        }
    }
}
