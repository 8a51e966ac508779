// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.routes.segment.EhrMessage;
import org.dripline.routes.segment.Segment;
import org.dripline.routes.segment.SegmentReader;

/**
 * An acknowledgement somebody gave us. Its words stay out: they may quote the message.
 *
 * @param code MSA-1
 * @param controlId MSA-2: which message it answers
 * @param errors ERR-3 and ERR-5 of each ERR segment, or ERR-1.4 of HL7 v2.4 and earlier, with the place in the message
 */
record Answer(String code, String controlId, String errors) {

    private static final Set<String> TAKEN = Set.of("AA", "CA");
    private static final Set<String> REFUSED = Set.of("AE", "AR", "CE", "CR");
    private static final int MOST_ERRORS = 10;
    /** Codes only, whatever stands where a code should: a word alone may be a name. */
    private static final String CODE = "(?=.*[0-9_])[A-Za-z0-9_.-]{1,40}";

    private static final String PLACE = "[A-Z0-9]{1,3}";

    private static final SegmentReader READER = new SegmentReader(1);

    /** Reads a frame; empty when it is no acknowledgement. */
    static Optional<Answer> read(byte[] frame) {
        if (!(READER.read(frame) instanceof SegmentReader.Read read)) {
            return Optional.empty();
        }
        EhrMessage message = read.message();
        Segment msa = message.first("MSA");
        String code = msa.text(1);
        if (!TAKEN.contains(code) && !REFUSED.contains(code)) {
            return Optional.empty();
        }
        return Optional.of(new Answer(code, msa.text(2), errors(message.all("ERR"))));
    }

    /** The other side has the message, on disk or processed. */
    boolean takes() {
        return TAKEN.contains(code);
    }

    private static String errors(List<Segment> segments) {
        return segments.stream()
                .limit(MOST_ERRORS)
                .map(Answer::error)
                .filter(error -> !error.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String error(Segment segment) {
        String place = Stream.of(1, 2, 3)
                .map(part -> segment.field(2).text(part))
                .takeWhile(part -> part.matches(PLACE))
                .collect(Collectors.joining("-"));
        String codes = Stream.of(
                        segment.text(3),
                        segment.text(5),
                        segment.field(1).part(4).text())
                .filter(code -> code.matches(CODE))
                .collect(Collectors.joining(" "));
        return place.isEmpty() ? codes : codes + " at " + place;
    }

    @Override
    public String toString() {
        return "Answer[" + code + "]";
    }
}
