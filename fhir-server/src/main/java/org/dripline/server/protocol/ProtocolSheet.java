// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dripline.protocol.Criterion;
import org.dripline.protocol.Mark;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.ProtocolChange;
import org.dripline.protocol.ProtocolDigest;
import org.dripline.protocol.ProtocolNumber;
import org.dripline.protocol.ProtocolStatus;
import org.dripline.protocol.Section;
import org.dripline.protocol.Source;
import org.dripline.server.rest.PageTemplate;
import org.dripline.terminology.Codes;

/** The page a medical director reads and signs: every number and criterion that applies, with source and mark. */
final class ProtocolSheet {

    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final PageTemplate template = new PageTemplate(ProtocolSheet.class, "sheet");

    /**
     * The page.
     *
     * @param at when it is printed
     * @param older the version to compare with, if any
     */
    PageTemplate.Page page(StoredProtocol stored, Instant at, Optional<StoredProtocol> older) {
        Protocol protocol = stored.protocol();
        ProtocolStatus status = stored.statusAt(at);
        Map<String, Object> page = new HashMap<>();
        page.put("title", protocol.title());
        page.put("purpose", protocol.purpose());
        page.put("canonical", protocol.url() + "|" + protocol.version());
        page.put("stored", stored.version());
        page.put(
                "setting",
                protocol.setting() == Protocol.Setting.INPATIENT
                        ? "Inpatient only: never ordered in an outpatient place"
                        : "Outpatient");
        page.put("status", status.code());
        page.put("sentence", status.sentence());
        page.put("printed", PRINTED.format(at));
        page.put(
                "shared",
                shared(protocol).stream()
                        .map(title -> Map.of("sign", sign(title, protocol), "title", title))
                        .toList());
        page.put("digest", ProtocolDigest.of(protocol));
        page.put("count", protocol.numbers().size());
        page.put("criteria", protocol.criteria().size());
        page.put(
                "sections",
                Arrays.stream(Section.values())
                        .map(section -> section(protocol, section))
                        .filter(section -> !((List<?>) section.getOrDefault("rows", List.of())).isEmpty())
                        .toList());
        page.put(
                "marks",
                Arrays.stream(Mark.values())
                        .map(mark -> Map.of("code", mark.code(), "words", mark.words()))
                        .toList());
        page.put(
                "sources",
                sources(protocol).stream()
                        .map(source ->
                                Map.of("label", source.label(), "citation", source.citation(), "url", source.url()))
                        .toList());
        page.put(
                "activities",
                protocol.activities().stream()
                        .map(activity -> Map.of("title", activity.title(), "definition", activity.definition()))
                        .toList());
        page.put("against", older.map(StoredProtocol::version).orElse(""));
        page.put(
                "changes",
                older.map(before -> ProtocolChange.between(before.protocol(), protocol)).orElse(List.of()).stream()
                        .map(change -> Map.of(
                                "what", change.what(),
                                "before", change.before().orElse("not there"),
                                "after", change.after().orElse("gone")))
                        .toList());
        return template.page(page);
    }

    private static Map<String, Object> section(Protocol protocol, Section section) {
        List<Map<String, String>> numbers = protocol.numbers().stream()
                .filter(number -> number.kind().section() == section)
                .map(number -> row(number, protocol))
                .toList();
        List<Map<String, String>> criteria = protocol.criteria().stream()
                .filter(criterion -> criterion.section() == section)
                .map(criterion -> row(criterion, protocol))
                .toList();
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("title", section.title());
        part.put(
                "rows",
                java.util.stream.Stream.concat(numbers.stream(), criteria.stream())
                        .toList());
        return part;
    }

    private static Map<String, String> row(ProtocolNumber number, Protocol protocol) {
        return Map.of(
                "code", number.code(),
                "what", number.kind().title(),
                "meaning", number.kind().meaning(),
                "value", readable(number.inWords()),
                "mark", number.mark().code(),
                "source", number.source().label(),
                "shared", sign(number.statedIn(), protocol));
    }

    private static Map<String, String> row(Criterion criterion, Protocol protocol) {
        String severity = criterion.alerts() ? criterion.severity().code() : "must not alert";
        String override = switch (criterion.override()) {
            case "never" -> ", nobody may override";
            case "prescriber" -> ", prescriber may override";
            default -> "";
        };
        return Map.of(
                "code", criterion.code(),
                "what", criterion.text(),
                "meaning",
                        criterion.concepts().stream()
                                .map(concept -> nameOf(concept.system()) + " " + concept.code())
                                .reduce((one, other) -> one + ", " + other)
                                .orElse(""),
                "value", severity + override,
                "mark", criterion.mark().code(),
                "source", criterion.source().label(),
                "shared", sign(criterion.statedIn(), protocol));
    }

    /**
     * What a protocol takes over from another, by the titles of the others in their order; each has a sign of its own.
     */
    private static List<String> shared(Protocol protocol) {
        return java.util.stream.Stream.concat(
                        protocol.numbers().stream().map(ProtocolNumber::statedIn),
                        protocol.criteria().stream().map(Criterion::statedIn))
                .filter(title -> !title.equals(protocol.title()))
                .distinct()
                .sorted()
                .toList();
    }

    private static String sign(String statedIn, Protocol protocol) {
        return "\u2020".repeat(shared(protocol).indexOf(statedIn) + 1);
    }

    private static String nameOf(String system) {
        return switch (system) {
            case Codes.Systems.SNOMED_CT -> "SNOMED CT";
            case Codes.Systems.RXNORM -> "RxNorm";
            case Codes.Systems.LOINC -> "LOINC";
            default -> system;
        };
    }

    private static Set<Source> sources(Protocol protocol) {
        Set<Source> sources = new LinkedHashSet<>();
        protocol.numbers().forEach(number -> sources.add(number.source()));
        protocol.criteria().forEach(criterion -> sources.add(criterion.source()));
        return sources;
    }

    /** UCUM as a person writes it: mm[Hg] is mmHg, {sessions} sessions, a years. */
    static String readable(String words) {
        return words.replace("mm[Hg]", "mmHg")
                .replaceAll("[{}]", "")
                .replaceAll(" a$", " years")
                .replaceAll(" /wk$", " a week")
                .replaceAll(" /min$", " a minute");
    }
}
