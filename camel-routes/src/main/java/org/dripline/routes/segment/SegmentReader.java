// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.segment;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.Location;
import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.MessageVisitorSupport;
import ca.uhn.hl7v2.model.MessageVisitors;
import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dripline.routes.MessageText;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * Bytes → {@link EhrMessage}.
 *
 * <p>HAPI HL7v2 takes the message apart by its generic model: segments, fields, components and subcomponents by number,
 * with the sender's own delimiters and escapes resolved. EHRs send v2.3 to v2.8 with segments in places no version
 * foresees; by number the fields we read are the same in all of them, and nothing is lost by being out of place.
 *
 * <p>Safe for use by many threads.
 */
public final class SegmentReader {

    private final HapiContext hapi;
    private final int maxObservations;

    /** @param maxObservations OBX segments of a message at most */
    public SegmentReader(int maxObservations) {
        this.maxObservations = maxObservations;
        this.hapi = new DefaultHapiContext(new GenericModelClassFactory());
        hapi.setValidationContext(ValidationContextFactory.noValidation());
        hapi.getParserConfiguration().setAllowUnknownVersions(true);
        hapi.getParserConfiguration().setDefaultObx2Type("ST");
        hapi.getParserConfiguration().setInvalidObx2Type("ST");
    }

    /** A message, or why there is none. */
    public sealed interface Outcome permits Read, Unreadable {}

    /** There is a message. */
    public record Read(EhrMessage message) implements Outcome {}

    /** There is none. */
    public record Unreadable(RejectReason reason) implements Outcome {}

    /** @param bytes as received */
    public Outcome read(byte[] bytes) {
        String text = MessageText.of(bytes);
        if (observations(text) > maxObservations) {
            return new Unreadable(RejectReason.TOO_MANY_OBSERVATIONS);
        }
        try {
            Message message = new PipeParser(hapi).parse(text);
            Walk walk = new Walk();
            MessageVisitors.visit(message, MessageVisitors.visitPopulatedElements(walk));
            return new Read(new EhrMessage(walk.segments));
        } catch (HL7Exception | RuntimeException unparsable) {
            return new Unreadable(RejectReason.MESSAGE_UNPARSABLE);
        }
    }

    private static int observations(String text) {
        int count = 0;
        for (int at = text.indexOf("\rOBX"); at >= 0; at = text.indexOf("\rOBX", at + 4)) {
            count++;
        }
        return count;
    }

    private static final class Walk extends MessageVisitorSupport {

        private final List<Segment> segments = new ArrayList<>();

        @Override
        public boolean start(ca.uhn.hl7v2.model.Segment segment, Location location) throws HL7Exception {
            List<List<Element>> fields = new ArrayList<>();
            for (int number = 1; number <= segment.numFields(); number++) {
                List<Element> repetitions = new ArrayList<>();
                for (Type repetition : segment.getField(number)) {
                    repetitions.add(element(repetition));
                }
                fields.add(repetitions);
            }
            segments.add(new Segment(segment.getName(), fields));
            return false;
        }
    }

    private static Element element(Type type) throws HL7Exception {
        if (type instanceof Varies varies) {
            return element(varies.getData());
        }
        List<Element> parts = new ArrayList<>();
        if (type instanceof Composite composite) {
            for (Type component : composite.getComponents()) {
                parts.add(element(component));
            }
        } else if (type instanceof Primitive primitive) {
            parts.add(Element.text(text(primitive.getValue())));
        }
        // HAPI keeps what follows a delimiter in a primitive, and what its model does not know, as extra components.
        for (int extra = 0; extra < type.getExtraComponents().numComponents(); extra++) {
            parts.add(element(type.getExtraComponents().getComponent(extra)));
        }
        return withoutEmptyEnd(parts);
    }

    private static Element withoutEmptyEnd(List<Element> parts) {
        int end = parts.size();
        while (end > 0 && parts.get(end - 1).isAbsent()) {
            end--;
        }
        if (end == 0) {
            return Element.ABSENT;
        }
        return end == 1 ? parts.get(0) : new Element("", Collections.unmodifiableList(parts.subList(0, end)));
    }

    private static String text(@Nullable String value) {
        return Optional.ofNullable(value).orElse("");
    }
}
