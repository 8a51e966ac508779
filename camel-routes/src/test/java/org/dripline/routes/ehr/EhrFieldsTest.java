// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractSegment;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.v26.message.ORU_R01;
import ca.uhn.hl7v2.parser.DefaultModelClassFactory;
import ca.uhn.hl7v2.parser.ModelClassFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code ehr-fields.md} says of each field whether it is mapped, extended or left; this proves it row by row. */
class EhrFieldsTest {

    private static final Path TABLES = Path.of("ehr-fields.md");
    private static final Path MESSAGES = Path.of("src/test/resources/org/dripline/routes/ehr/fields");
    private static final Pattern HEADING = Pattern.compile("### `(\\w+)\\[(\\w+)]` in `(\\w+)`");
    private static final Pattern ROW =
            Pattern.compile("\\| ([A-Z0-9 ,to-]+) \\| (mapped|extended|left) \\| (?:`([^`]+)`)? ?\\| `(.+)` \\|");
    private static final Pattern EXTENSION = Pattern.compile("extension\\(([a-z-]+)\\)");
    private static final Pattern FIELDS = Pattern.compile("([A-Z0-9]{3})-(\\d+)(?: to (\\d+))?");
    /** What a message changes that came before it, such as a cancellation its appointment. */
    private static final Map<String, List<String>> EARLIER = Map.of("cancelled", List.of("siu"));

    private static final Field TRIGGER = new Field("EVN", 1);
    private static final Map<String, List<Resource>> BEFORE_CHANGE = new ConcurrentHashMap<>();

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    /** A row: one field, or several that are left alike. */
    private record Row(String message, String fields, List<Field> all, String kept, String element, String value) {
        String name() {
            return fields + " in " + message + " is " + kept;
        }
    }

    private record Field(String segment, int number) {}

    @TestFactory
    List<DynamicTest> everyRowIsTrue() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row)))
                .toList();
    }

    /** Up to the last field of v2.6, unless another message of the same segment has it. */
    @Test
    void everyFieldHasARow() throws IOException, HL7Exception {
        Map<String, Set<Integer>> numbers = new HashMap<>();
        rows().stream()
                .flatMap(row -> row.all().stream())
                .forEach(field -> numbers.computeIfAbsent(field.segment(), key -> new TreeSet<>())
                        .add(field.number()));
        for (Map.Entry<String, Set<Integer>> each : numbers.entrySet()) {
            assertThat(each.getValue())
                    .as(each.getKey())
                    .containsAll(IntStream.rangeClosed(1, lastField(each.getKey()))
                            .boxed()
                            .toList());
        }
    }

    private static int lastField(String segment) throws HL7Exception {
        try {
            return ((AbstractSegment) Class.forName("ca.uhn.hl7v2.model.v26.segment." + segment)
                            .getConstructor(Group.class, ModelClassFactory.class)
                            .newInstance(new ORU_R01(), new DefaultModelClassFactory()))
                    .numFields();
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(segment, missing);
        }
    }

    private static void check(Row row) {
        List<Resource> before = BEFORE_CHANGE.computeIfAbsent(row.message(), message -> chart(message, read(message)));
        String changed = read(row.message());
        for (Field field : row.all()) {
            changed = with(changed, field, row.value());
        }
        List<Resource> after = chart(row.message(), changed);
        if (row.kept().equals("left")) {
            assertThat(text(after)).isEqualTo(text(before));
            return;
        }
        assertThat(values(after, row.element())).isNotEqualTo(values(before, row.element()));
    }

    private static List<Resource> chart(String message, String text) {
        Hospital hospital = new Hospital();
        if (!message.equals("adt")) {
            hospital.receive(read("adt"));
        }
        EARLIER.getOrDefault(message, List.of()).forEach(earlier -> hospital.receive(read(earlier)));
        hospital.receive(text);
        return hospital.chart();
    }

    private static String with(String message, Field field, String value) {
        List<String> segments = new ArrayList<>(List.of(message.split("\r")));
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).startsWith(field.segment() + "|")) {
                List<String> fields = new ArrayList<>(List.of(segments.get(i).split("\\|", -1)));
                while (fields.size() <= field.number()) {
                    fields.add("");
                }
                fields.set(field.number(), value);
                segments.set(i, String.join("|", fields));
                if (field.equals(TRIGGER)) {
                    // It stands in two places.
                    segments.set(0, segments.get(0).replaceAll("ADT\\^A\\d\\d", "ADT^" + value));
                }
                return String.join("\r", segments) + "\r";
            }
        }
        throw new IllegalStateException("no such segment in the message: " + field);
    }

    /** What stands at {@code Type.element.element}; {@code extension(name)} is the extension of ours or US Core's. */
    private static Set<String> values(List<Resource> chart, String element) {
        List<String> path = List.of(element.split("\\."));
        return chart.stream()
                .filter(resource -> resource.fhirType().equals(path.get(0)))
                .flatMap(resource -> at(resource, path.subList(1, path.size())))
                .map(value -> value.isPrimitive() ? value.primitiveValue() : describe(value))
                .collect(Collectors.toSet());
    }

    private static Stream<Base> at(Base base, List<String> path) {
        if (path.isEmpty()) {
            return Stream.of(base);
        }
        Matcher extension = EXTENSION.matcher(path.get(0));
        String name = extension.matches() ? "extension" : path.get(0);
        Property property = Optional.ofNullable(base.getChildByName(name))
                .or(() -> Optional.ofNullable(base.getChildByName(name + "[x]")))
                .orElseThrow();
        return property.getValues().stream()
                .filter(value ->
                        !extension.matches() || ((Extension) value).getUrl().endsWith("/" + extension.group(1)))
                .flatMap(value -> at(value, path.subList(1, path.size())));
    }

    private static String describe(Base value) {
        return value.isEmpty()
                ? ""
                : value.children().stream()
                        .flatMap(child -> child.getValues().stream())
                        .map(child -> child.isPrimitive() ? child.primitiveValue() : describe(child))
                        .collect(Collectors.joining(" ", value.fhirType() + "(", ")"));
    }

    private static List<String> text(List<Resource> chart) {
        return chart.stream().map(FHIR.newJsonParser()::encodeResourceToString).toList();
    }

    private static String read(String message) {
        try {
            return Hospital.messages(Files.readString(MESSAGES.resolve(message + ".hl7")))
                    .get(0);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String message = "";
        for (String line : Files.readAllLines(TABLES)) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                message = heading.group(3);
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String element = row.group(3) == null ? "" : row.group(3);
                rows.add(new Row(message, row.group(1), fields(row.group(1)), row.group(2), element, row.group(4)));
            }
        }
        assertThat(rows.stream().map(Row::kept).collect(Collectors.toSet())).hasSize(3);
        return rows;
    }

    private static List<Field> fields(String text) {
        List<Field> fields = new ArrayList<>();
        Matcher each = FIELDS.matcher(text);
        while (each.find()) {
            int first = Integer.parseInt(each.group(2));
            int last = each.group(3) == null ? first : Integer.parseInt(each.group(3));
            for (int number = first; number <= last; number++) {
                fields.add(new Field(each.group(1), number));
            }
        }
        return fields;
    }
}
