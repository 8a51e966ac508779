// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.dripline.fhir.ShippedProtocols;
import org.junit.jupiter.api.Test;

class SessionLimitsTest {

    @Test
    void everyExampleLimitHasASourceAndIsADraft() {
        SessionLimits limits = SessionLimits.examples();

        assertThat(limits.of(ClinicalLimit.ATTENTION_OXYGEN).value()).isEqualByComparingTo("94");
        assertThat(limits.pumpSilence().draft()).isTrue();
        for (Channel channel : Channel.values()) {
            assertThat(limits.staleAfter(channel).source()).isNotBlank();
            assertThat(limits.missingAfter(channel).value())
                    .isGreaterThan(limits.staleAfter(channel).value());
        }
    }

    @Test
    void theExamplesAreTheSharedLimitsOfTheProtocols() {
        SessionLimits examples = SessionLimits.examples();
        SessionLimits shared = examples.under(ShippedProtocols.protocol("common-limits"), false);

        for (ClinicalLimit code : ClinicalLimit.values()) {
            if (code.needed()) {
                assertThat(shared.of(code).value())
                        .as(code.code())
                        .isEqualByComparingTo(examples.of(code).value());
                assertThat(shared.of(code).source()).as(code.code()).startsWith("Common limits");
            }
        }
        assertThat(shared.staleAfter(Channel.BLOOD_PRESSURE).value())
                .isEqualTo(examples.staleAfter(Channel.BLOOD_PRESSURE).value());
    }

    @Test
    void aProtocolsOwnLimitGoesBeforeTheExampleAndIsSignedWithIt() {
        var lower = ShippedProtocols.with(ShippedProtocols.resource("common-limits"), "attention-spo2", "92");
        SessionLimits limits = SessionLimits.examples().under(ShippedProtocols.protocol(lower), true);

        assertThat(limits.of(ClinicalLimit.ATTENTION_OXYGEN).value()).isEqualByComparingTo("92");
        assertThat(limits.of(ClinicalLimit.ATTENTION_OXYGEN).draft()).isFalse();
        assertThat(limits.stated(ClinicalLimit.CADENCE_INFUSION_LATER)).isEmpty();
        SessionLimits pain = SessionLimits.examples().under(ShippedProtocols.protocol("pain-outpatient"), false);
        assertThat(pain.stated(ClinicalLimit.CADENCE_INFUSION_LATER)
                        .orElseThrow()
                        .value())
                .isEqualByComparingTo("30");
        assertThat(pain.staleAfter(Channel.BLOOD_PRESSURE).value()).hasSeconds(1350);
    }

    @Test
    void aLimitWithoutSourceOrStatusIsRefused() throws IOException {
        assertRefused("pump-silence.value=PT60S\npump-silence.status=DRAFT");
        assertRefused("stale-after.blood-pressure.value=PT60S\nstale-after.blood-pressure.source=x\n"
                + "stale-after.blood-pressure.status=MAYBE");
        assertThatIllegalArgumentException().isThrownBy(() -> {
            SessionLimits some = SessionLimits.examples();
            SessionLimits none = new SessionLimits(
                    some.pumpSilence(),
                    some.counterShare(),
                    some.counterVolume(),
                    some.counterStep(),
                    some.rateStep(),
                    some.orderShare(),
                    some.tenfoldShare(),
                    some.baselineWindow(),
                    some.monitorCarry(),
                    some.clockOffset(),
                    some.firstHour(),
                    some.furtherHour(),
                    some.clinical(),
                    Map.of(),
                    Map.of(),
                    some.organSymptoms(),
                    some.repeats());
            assertThat(none).isNull();
        });
    }

    private static void assertRefused(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        assertThatIllegalArgumentException().isThrownBy(() -> SessionLimits.from(properties));
    }
}
