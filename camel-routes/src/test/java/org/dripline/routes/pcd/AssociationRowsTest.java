// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.dripline.routes.RejectReason;
import org.dripline.routes.vendor.Vendors;
import org.junit.jupiter.api.Test;

/** Which device is at whom, as DEV-51 and DEV-52 say it. */
class AssociationRowsTest {

    private static final Senders SENDERS = Senders.of(Nomenclature.load(), Vendors.shipped());
    private static final String OID = "IHE_DEV_051^IHE PCD^1.3.6.1.4.1.19376.1.6.1.51.1^ISO";

    private static String message(String profile, String event, String status, String... participations) {
        return "MSH|^~\\&|SYN_ROOMS||DRIPLINE||20260105090000||ORU^R01^ORU_R01|as-1|P|2.6|||AL|AL|||||" + profile + "\r"
                + "PID|||SYN-0001^^^SYNHOSP^MR||TESTWELL-ALPHA^Synthia^^^^^L\r"
                + "OBR|||1540^^0200000000000091^EUI-64|69136^MDC_OBS_ASSOCIATION_PATIENT_DEVICE^MDC|||20260105085900|20260105090000\r"
                + "OBX|1|CWE|68487^MDC_ATTR_EVT_COND^MDC||" + event + "^MDC||||||" + status + "\r"
                + String.join("\r", participations) + "\r";
    }

    private static DeviceMessageReader.Outcome read(String message) {
        return new DeviceMessageReader(() -> SENDERS, (source, vendor) -> ZoneOffset.UTC, 50)
                .read(message.getBytes(StandardCharsets.UTF_8), "SYN_ROOMS");
    }

    @Test
    void aDeviceIsOnThePatientSinceItsParticipationBegan() {
        DeviceMessageReader.Associated said = (DeviceMessageReader.Associated) read(message(
                OID,
                "198332^MDC_EVT_ASSOCIATION_PATIENT_DEVICE",
                "F",
                "PRT|1|UC||EQUIP^EQUIP^HL70912|||||CHAIR-1|PUMP-7^^0200000000000002^EUI-64|20260105083000",
                "PRT|2|UC||AUT^AUT^HL70912|77^Synthetic^Nurse||||CHAIR-1||20260105085800"));
        assertThat(said.patient().identifiers())
                .singleElement()
                .satisfies(it -> assertThat(it.value()).isEqualTo("SYN-0001"));
        assertThat(said.claims())
                .containsExactly(new AssociationClaim(
                        new DeviceIdentity("PUMP-7", "", "0200000000000002", "EUI-64", DeviceKind.MONITOR, ""),
                        true,
                        Optional.of(Instant.parse("2026-01-05T08:30:00Z")),
                        Optional.empty(),
                        Instant.parse("2026-01-05T09:00:00Z")));
        assertThat(said).hasToString("Associated[1 devices]");
    }

    @Test
    void aDeviceIsNoLongerThereAndWithoutTheOidItIsKnownByWhatIsAskedFor() {
        DeviceMessageReader.Associated said = (DeviceMessageReader.Associated) read(message(
                "",
                "198334^MDC_EVT_DISASSOCIATION_PATIENT_DEVICE",
                "R",
                "PRT|1|UC||EQUIP^EQUIP^HL70912|||||CHAIR-1|PUMP-7^^0200000000000002^EUI-64~PUMP-8||20260105085500"));
        assertThat(said.claims()).hasSize(2).allSatisfy(claim -> {
            assertThat(claim.associated()).isFalse();
            assertThat(claim.from()).isEmpty();
            assertThat(claim.until()).contains(Instant.parse("2026-01-05T08:55:00Z"));
        });
    }

    @Test
    void withoutTimesOfTheDeviceTheRequestsHold() {
        DeviceMessageReader.Associated said = (DeviceMessageReader.Associated) read(message(
                OID,
                "198332^MDC_EVT_ASSOCIATION_PATIENT_DEVICE",
                "R",
                "PRT|1|UC||EQUIP^EQUIP^HL70912|||||CHAIR-1|PUMP-7"));
        assertThat(said.claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.from()).contains(Instant.parse("2026-01-05T08:59:00Z")));
    }

    @Test
    void whatIsSaidInTrainingPutsNothingOntoAnybody() {
        String said = message(
                OID,
                "198332^MDC_EVT_ASSOCIATION_PATIENT_DEVICE",
                "F",
                "PRT|1|UC||EQUIP^EQUIP^HL70912|||||CHAIR-1|PUMP-7");
        for (String processing : List.of("T", "D")) {
            assertThat(read(said.replace("|as-1|P|", "|as-1|" + processing + "|")))
                    .isEqualTo(new DeviceMessageReader.Unreadable(RejectReason.TEST_MESSAGE));
        }
    }

    @Test
    void anEventNobodyKnowsAndAMessageWithoutDevicesSayNothing() {
        assertThat(read(message(OID, "199999^MDC_EVT_SYNTHETIC", "F", "PRT|1|UC||EQUIP^EQUIP^HL70912|||||C|PUMP-7")))
                .isEqualTo(new DeviceMessageReader.Unreadable(RejectReason.NOTHING_READABLE));
        assertThat(read(message(OID, "198332^MDC_EVT_ASSOCIATION_PATIENT_DEVICE", "F", "PRT|1|UC||AUT^AUT^HL70912|77")))
                .isEqualTo(new DeviceMessageReader.Unreadable(RejectReason.NOTHING_READABLE));
    }
}
