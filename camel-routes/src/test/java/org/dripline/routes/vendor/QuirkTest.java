// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each quirk corrects, and what it leaves alone. */
class QuirkTest {

    @ParameterizedTest
    @EnumSource
    void isKnownByItsNameInAFile(Quirk quirk) {
        assertThat(Quirk.named(quirk.text())).contains(quirk);
        assertThat(quirk.text()).matches("[a-z-]+");
    }

    @Test
    void theEscapeCharacterIsAddedWhereItLacks() {
        assertThat(Quirk.ENCODING_CHARACTERS_CUT.header("MSH|^~&|A|B")).isEqualTo("MSH|^~\\&|A|B");
        assertThat(Quirk.ENCODING_CHARACTERS_CUT.header("MSH|^~\\&|A|B")).isEqualTo("MSH|^~\\&|A|B");
        assertThat(Quirk.ENCODING_CHARACTERS_CUT.header("MSH#^~&#A#B")).isEqualTo("MSH#^~\\&#A#B");
        assertThat(Quirk.ENCODING_CHARACTERS_CUT.header("MSH|")).isEqualTo("MSH|");
    }

    @Test
    void aShiftedHeaderIsShiftedBack() {
        assertThat(Quirk.HEADER_SHIFTED_BY_ONE.header("MSH|^~\\&|A|B|||20260105|||ORU^R01^ORU_R01|7|P|2.6"))
                .isEqualTo("MSH|^~\\&|A|B|||20260105||ORU^R01^ORU_R01|7|P|2.6");
    }

    @Test
    void aHeaderWithItsTypeInItsPlaceIsLeftAlone() {
        String right = "MSH|^~\\&|A|B|||20260105||ORU^R01^ORU_R01|ADT^A01|P|2.6";
        assertThat(Quirk.HEADER_SHIFTED_BY_ONE.header(right)).isEqualTo(right);
        String without = "MSH|^~\\&|A|B|||20260105|||control-1|P|2.6";
        assertThat(Quirk.HEADER_SHIFTED_BY_ONE.header(without)).isEqualTo(without);
    }

    @Test
    void gluedSegmentsBecomeLines() {
        assertThat(Quirk.SEGMENTS_GLUED_TOGETHER.message(
                        "MSH|^~\\&|A\rPV1||I|||  OBR|1|5\rOBX|1|ST|1^OBX words|1|an OBX here"))
                .isEqualTo("MSH|^~\\&|A\rPV1||I|||\rOBR|1|5\rOBX|1|ST|1^OBX words|1|an OBX here");
    }

    @Test
    void zeroIsNoNumber() {
        assertThat(Quirk.NUMBER_ZERO_IS_NONE.number("0")).isEmpty();
        assertThat(Quirk.NUMBER_ZERO_IS_NONE.number("150456")).isEqualTo("150456");
    }

    @Test
    void onlyAlarmNumbersOfItsOwnAreDropped() {
        assertThat(Quirk.ALARM_NUMBER_IS_ITS_OWN.alarmNumber("56")).isEmpty();
        assertThat(Quirk.ALARM_NUMBER_IS_ITS_OWN.alarmNumber("196940")).isEqualTo("196940");
    }

    @Test
    void statusXWithAValueIsRaw() {
        assertThat(Quirk.STATUS_X_WITH_VALUE.status("X", true)).isEqualTo("R");
        assertThat(Quirk.STATUS_X_WITH_VALUE.status("X", false)).isEqualTo("X");
        assertThat(Quirk.STATUS_X_WITH_VALUE.status("F", true)).isEqualTo("F");
    }

    @Test
    void aSerialGetsTheLetterOfItsKindOfPumpBack() {
        assertThat(Quirk.SERIAL_WITHOUT_ITS_LETTER.serial("2449", "70053")).isEqualTo("P2449");
        assertThat(Quirk.SERIAL_WITHOUT_ITS_LETTER.serial("2449", "70049")).isEqualTo("I2449");
        assertThat(Quirk.SERIAL_WITHOUT_ITS_LETTER.serial("P2449", "70053")).isEqualTo("P2449");
        assertThat(Quirk.SERIAL_WITHOUT_ITS_LETTER.serial("2449", "")).isEqualTo("2449");
    }

    @Test
    void whoDoesNotOverrideAPlacePassesItOn() {
        for (Quirk quirk : Quirk.values()) {
            assertThat(quirk.number("150456")).isEqualTo("150456");
            assertThat(quirk.status("F", true)).isEqualTo("F");
            assertThat(quirk.serial("A1", "70053")).isEqualTo("A1");
        }
    }
}
