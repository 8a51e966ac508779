// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.results;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dripline.routes.MessageText;
import org.dripline.routes.segment.EhrMessage;
import org.dripline.routes.segment.Segment;

/** The rows of an ORU message that is not a device's, each with the request it answers and the notes after it. */
public final class ResultRows {

    private static final Pattern CONTAINMENT = Pattern.compile("\\rOBX\\|(?:[^|\\r]*\\|){3}\\d+\\.\\d+\\.\\d+");
    private static final Pattern DEVICE = Pattern.compile("\\rOBX\\|(?:[^|\\r]*\\|){17}[^|\\r]+");

    private ResultRows() {}

    /**
     * Whether an ORU^R01 is from a laboratory or ward. One that names an IHE devices profile, an MDC code, a device
     * (OBX-18) or a place in one (OBX-4 such as {@code 1.1.1.2}) is a device's.
     *
     * @param bytes as received
     */
    public static boolean areIn(byte[] bytes) {
        // Most devices say so in MSH-21; then the rest of the message need not be decoded here.
        if (saysDevices(MessageText.firstSegment(bytes))) {
            return false;
        }
        String text = MessageText.of(bytes);
        return text.contains("\rOBX|")
                && !saysDevices(text)
                && !text.contains("^MDC")
                && !CONTAINMENT.matcher(text).find()
                && !DEVICE.matcher(text).find();
    }

    private static boolean saysDevices(String text) {
        return text.contains("1.3.6.1.4.1.19376") || text.contains("IHE_PCD");
    }

    /** The rows, numbered from 1 through the message. */
    public static List<ResultMap.Row> of(EhrMessage message) {
        List<ResultMap.Row> rows = new ArrayList<>();
        Segment request = message.first("OBR");
        for (Segment segment : message.segments()) {
            switch (segment.name()) {
                case "OBR" -> request = segment;
                case "OBX" -> rows.add(new ResultMap.Row(request, segment, List.of(), rows.size() + 1));
                case "NTE" -> note(rows, segment);
                default -> {}
            }
        }
        return rows;
    }

    private static void note(List<ResultMap.Row> rows, Segment note) {
        if (rows.isEmpty() || note.text(3).isEmpty()) {
            return;
        }
        ResultMap.Row last = rows.remove(rows.size() - 1);
        List<String> notes = new ArrayList<>(last.notes());
        notes.add(note.text(3));
        rows.add(new ResultMap.Row(last.obr(), last.obx(), notes, last.number()));
    }
}
