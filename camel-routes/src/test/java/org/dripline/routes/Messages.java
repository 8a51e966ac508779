// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

/** Small synthetic messages. Every patient in them is invented and says so. */
public final class Messages {

    private Messages() {}

    /** PCD-01 of a monitor with these rows; {@code rows} are OBX without their number. */
    public static String monitor(String controlId, String patient, String... rows) {
        return message("ORU^R01^ORU_R01", "SIM_MONITOR", controlId, patient, rows);
    }

    public static String heartRate(String controlId, String patient, String beats) {
        return monitor(
                controlId,
                patient,
                "|69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X|||||||MON-" + controlId
                        + "^SIMMONITOR^0200000000000077^EUI-64",
                "NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|" + beats
                        + "|264864^MDC_DIM_BEAT_PER_MIN^MDC^/min^/min^UCUM|||||R|||20260105100000.250+0000");
    }

    /** The same from another sender. */
    public static String heartRateFrom(String sender, String controlId, String patient, String beats) {
        return heartRate(controlId, patient, beats).replace("SIM_MONITOR", sender);
    }

    public static String message(String type, String sender, String controlId, String patient, String... rows) {
        StringBuilder text =
                new StringBuilder("MSH|^~\\&|" + sender + "^0200000000000077^EUI-64||||20260105100001+0000||" + type
                        + "|" + controlId + "|P|2.6|||AL|NE||UNICODE UTF-8\r");
        text.append("PID|||").append(patient).append("^^^SYNHOSP^MR||TESTWELL-OMEGA^Fakename^^^^^L\r");
        text.append("PV1||O|||||||||||||||||V-134418\r");
        text.append("OBR|1|||182777000^monitoring of patient^SCT|||20260105100000+0000\r");
        for (int i = 0; i < rows.length; i++) {
            text.append("OBX|").append(i + 1).append('|').append(rows[i]).append('\r');
        }
        return text.toString();
    }
}
