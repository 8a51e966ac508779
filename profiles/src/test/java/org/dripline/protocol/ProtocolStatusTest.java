// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.dripline.fhir.ShippedProtocols;
import org.junit.jupiter.api.Test;

class ProtocolStatusTest {

    private static final Instant SIGNED_AT = Instant.parse("2026-01-02T09:00:00Z");
    private static final LocalDate UNTIL = LocalDate.parse("2027-01-01");
    private static final Instant SESSION = Instant.parse("2026-01-05T10:00:00Z");

    private final Protocol protocol = ShippedProtocols.protocol("mood-standard");
    private final ProtocolSignature signature =
            new ProtocolSignature(ProtocolDigest.of(protocol), "Practitioner/synthetic-director", SIGNED_AT, UNTIL);

    @Test
    void whatNobodySignedIsADraft() {
        assertThat(ProtocolStatus.at(SESSION, protocol, false, List.of()))
                .isEqualTo(new ProtocolStatus.Draft(ProtocolStatus.Reason.NEVER_SIGNED));
    }

    @Test
    void aClaimWithoutASignatureIsADraftAndSaysSo() {
        ProtocolStatus status = ProtocolStatus.at(SESSION, protocol, true, List.of());

        assertThat(status.code()).isEqualTo("draft");
        assertThat(status.sentence()).startsWith("DRAFT").contains("says active");
    }

    @Test
    void aSignatureHoldsFromItsMomentToTheEndOfItsLastDay() {
        assertThat(at("2026-01-02T08:59:59Z").code()).isEqualTo("draft");
        assertThat(at("2026-01-02T09:00:00Z").code()).isEqualTo("signed");
        assertThat(at("2027-01-01T23:59:59Z").code()).isEqualTo("signed");
        assertThat(at("2027-01-02T00:00:00Z").code()).isEqualTo("expired");
    }

    @Test
    void aChangedNumberIsADraftAgain() {
        Protocol changed = ShippedProtocols.protocol(
                ShippedProtocols.with(ShippedProtocols.resource("mood-standard"), "dose-per-weight", "0.6"));

        assertThat(ProtocolStatus.at(SESSION, changed, false, List.of(signature)))
                .isEqualTo(new ProtocolStatus.Draft(ProtocolStatus.Reason.CHANGED_SINCE_SIGNED));
    }

    @Test
    void aChangedSharedLimitIsAChangeToo() {
        Protocol own = protocol.over(protocol);
        Protocol shared = ShippedProtocols.protocol(
                ShippedProtocols.with(ShippedProtocols.resource("common-limits"), "stop-spo2", "91"));
        Protocol changed = new Protocol(
                        own.url(),
                        own.version(),
                        own.title(),
                        own.purpose(),
                        own.family(),
                        own.setting(),
                        own.numbers().stream()
                                .filter(number -> number.statedIn().equals(own.title()))
                                .toList(),
                        own.criteria().stream()
                                .filter(criterion -> criterion.statedIn().equals(own.title()))
                                .toList(),
                        own.activities())
                .over(shared);

        assertThat(ProtocolDigest.of(own)).isEqualTo(signature.digest());
        assertThat(ProtocolStatus.at(SESSION, changed, false, List.of(signature))
                        .code())
                .isEqualTo("draft");
    }

    @Test
    void theLongestSignatureOfThisContentCounts() {
        ProtocolSignature renewed = new ProtocolSignature(
                signature.digest(), signature.signedBy(), SIGNED_AT.plusSeconds(3600), UNTIL.plusYears(1));

        assertThat(ProtocolStatus.at(
                        Instant.parse("2027-06-01T10:00:00Z"), protocol, true, List.of(renewed, signature)))
                .isEqualTo(new ProtocolStatus.Signed(renewed));
    }

    @Test
    void aSignatureThatEndsBeforeItBeginsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ProtocolSignature("0", "Practitioner/x", SIGNED_AT, LocalDate.parse("2026-01-01")));
    }

    private ProtocolStatus at(String instant) {
        return ProtocolStatus.at(Instant.parse(instant), protocol, true, List.of(signature));
    }
}
