// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.conformance.Artefacts;
import org.dripline.protocol.Amount;
import org.dripline.protocol.Criterion;
import org.dripline.protocol.Mark;
import org.dripline.protocol.NumberKind;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.ProtocolNumber;
import org.dripline.protocol.Section;
import org.dripline.protocol.Severity;
import org.dripline.protocol.Source;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UsageContext;

/**
 * Protocols as PlanDefinition (profile dripline-protocol), both ways. What cannot be read is a {@link Problem} that
 * names its element; a protocol with a problem is not given out, because a limit that was skipped is a limit that is
 * missing.
 */
public final class ProtocolResources {

    /** CodeSystem of the numbers. */
    static final String NUMBERS = Canonicals.BASE + "/CodeSystem/dripline-protocol-number";

    static final String FAMILIES = Canonicals.BASE + "/CodeSystem/dripline-protocol-family";
    private static final String VENUE = "http://terminology.hl7.org/CodeSystem/usage-context-type";
    private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String INPATIENT = "IMP";
    private static final String OUTPATIENT = "AMB";

    /**
     * One thing that is wrong with a protocol.
     *
     * @param element such as {@code PlanDefinition.extension[12] (dose-per-weight)}
     */
    public record Problem(String element, String message) {
        @Override
        public String toString() {
            return element + ": " + message;
        }
    }

    /**
     * A protocol with the limits it shares, or why there is none.
     *
     * @param protocol empty exactly when there are problems
     */
    public record Reading(Optional<Protocol> protocol, List<Problem> problems) {
        public Reading {
            problems = List.copyOf(problems);
        }
    }

    private final Map<String, NumberKind> kinds;

    /** @param numbers CodeSystem dripline-protocol-number */
    public ProtocolResources(CodeSystem numbers) {
        this.kinds = numbers.getConcept().stream()
                .map(ProtocolResources::kind)
                .collect(Collectors.toMap(NumberKind::code, Function.identity()));
    }

    /** With the code system that ships with the product. */
    public static ProtocolResources shipped(FhirContext fhir) {
        return new ProtocolResources(Artefacts.load(fhir, "CodeSystem-dripline-protocol-number.json"::equals)
                .codeSystems()
                .get(0));
    }

    private static NumberKind kind(ConceptDefinitionComponent concept) {
        Map<String, String> properties = concept.getProperty().stream()
                .collect(Collectors.toMap(
                        CodeSystem.ConceptPropertyComponent::getCode,
                        property -> property.getValue().primitiveValue()));
        return new NumberKind(
                concept.getCode(),
                concept.getDisplay(),
                concept.getDefinition(),
                Section.of(properties.getOrDefault("section", "")).orElseThrow(),
                properties.getOrDefault("unit", ""),
                properties.getOrDefault("sense", "exactly"));
    }

    /**
     * Reads a protocol and the limits it depends on.
     *
     * @param others finds a PlanDefinition by the canonical address of a {@code depends-on}, version included if it has
     *     one
     */
    public Reading read(PlanDefinition resource, Function<String, Optional<PlanDefinition>> others) {
        Reader reader = new Reader(resource);
        Optional<Protocol> own = reader.read();
        Optional<Protocol> effective = own;
        for (RelatedArtifact related : resource.getRelatedArtifact()) {
            if (related.getType() != RelatedArtifactType.DEPENDSON) {
                continue;
            }
            Optional<PlanDefinition> shared = others.apply(related.getResource());
            if (shared.isEmpty()) {
                reader.problem("PlanDefinition.relatedArtifact", "there is no protocol " + related.getResource());
                continue;
            }
            Reader below = new Reader(shared.get());
            Optional<Protocol> limits = below.read();
            below.problems.forEach(problem -> reader.problem(
                    shared.get().getIdElement().getIdPart() + " " + problem.element(), problem.message()));
            if (effective.isPresent() && limits.isPresent()) {
                effective = Optional.of(effective.get().over(limits.get()));
            }
        }
        return new Reading(reader.problems.isEmpty() ? effective : Optional.empty(), reader.problems);
    }

    /** One PlanDefinition, read once. */
    private final class Reader {
        private final PlanDefinition resource;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, Source> sources = new LinkedHashMap<>();

        Reader(PlanDefinition resource) {
            this.resource = resource;
        }

        void problem(String element, String message) {
            problems.add(new Problem(element, message));
        }

        Optional<Protocol> read() {
            for (RelatedArtifact related : resource.getRelatedArtifact()) {
                if (related.getType() == RelatedArtifactType.CITATION
                        && related.hasLabel()
                        && related.hasCitation()
                        && !related.getCitation().isBlank()) {
                    sources.put(
                            related.getLabel(),
                            new Source(
                                    related.getLabel(),
                                    related.getCitation(),
                                    related.hasUrl() ? related.getUrl() : ""));
                }
            }
            if (!resource.hasUrl() || !resource.hasVersion() || !resource.hasTitle()) {
                problem("PlanDefinition", "a protocol needs url, version and title");
            }
            Map<String, ProtocolNumber> numbers = new LinkedHashMap<>();
            Map<String, Criterion> criteria = new LinkedHashMap<>();
            for (int at = 0; at < resource.getExtension().size(); at++) {
                Extension extension = resource.getExtension().get(at);
                boolean isNumber = extension.getUrl().equals(Canonicals.PROTOCOL_NUMBER);
                if (!isNumber && !extension.getUrl().equals(Canonicals.PROTOCOL_CRITERION)) {
                    continue;
                }
                String code = word(extension, "code");
                String element = "PlanDefinition.extension[" + at + "] (" + (code.isEmpty() ? "no code" : code) + ")";
                try {
                    boolean first = isNumber
                            ? numbers.put(code, number(extension, code)) == null
                            : criteria.put(code, criterion(extension, code)) == null;
                    if (!first) {
                        problem(element, "is named twice");
                    }
                } catch (IllegalArgumentException wrong) {
                    problem(element, String.valueOf(wrong.getMessage()));
                }
            }
            if (!problems.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Protocol(
                    resource.getUrl(),
                    resource.getVersion(),
                    resource.getTitle(),
                    resource.hasDescription() ? resource.getDescription() : "",
                    family(),
                    setting(),
                    List.copyOf(numbers.values()),
                    List.copyOf(criteria.values()),
                    resource.getAction().stream()
                            .map(action -> new Protocol.Activity(
                                    action.hasId() ? action.getId() : "",
                                    action.hasTitle() ? action.getTitle() : "",
                                    action.hasDefinitionCanonicalType()
                                            ? action.getDefinitionCanonicalType()
                                                    .getValue()
                                            : ""))
                            .toList()));
        }

        private ProtocolNumber number(Extension extension, String code) {
            if (code.isEmpty()) {
                throw new IllegalArgumentException("a number needs a code");
            }
            Amount amount = amount(extension);
            NumberKind kind = Optional.ofNullable(kinds.get(code)).orElseGet(() -> ownKind(code, amount.unit()));
            if (!kind.unit().equals(amount.unit())) {
                throw new IllegalArgumentException("the unit is " + amount.unit() + ", not " + kind.unit());
            }
            return new ProtocolNumber(kind, amount, mark(extension), source(extension), resource.getTitle());
        }

        private Criterion criterion(Extension extension, String code) {
            if (code.isEmpty()) {
                throw new IllegalArgumentException("a criterion needs a code");
            }
            return new Criterion(
                    code,
                    Section.of(word(extension, "section"))
                            .orElseThrow(() -> new IllegalArgumentException("no section of a protocol")),
                    word(extension, "text"),
                    extension.hasExtension("severity")
                            ? Severity.of(word(extension, "severity"))
                                    .orElseThrow(() -> new IllegalArgumentException("an unknown severity"))
                            : Severity.HIGH,
                    word(extension, "override"),
                    extension.getExtension().stream()
                            .filter(each -> each.getUrl().equals("concept"))
                            .map(Extension::getValue)
                            .filter(Coding.class::isInstance)
                            .map(Coding.class::cast)
                            .map(coding -> new Criterion.Concept(coding.getSystem(), coding.getCode()))
                            .toList(),
                    mark(extension),
                    source(extension),
                    resource.getTitle());
        }

        private Mark mark(Extension extension) {
            return Mark.of(word(extension, "mark"))
                    .orElseThrow(() -> new IllegalArgumentException("no mark, or none of V, V-2, GK"));
        }

        private Source source(Extension extension) {
            String label = word(extension, "source");
            if (label.isEmpty()) {
                throw new IllegalArgumentException("no source");
            }
            Source source = sources.get(label);
            if (source == null) {
                throw new IllegalArgumentException("the source " + label + " is no citation in relatedArtifact");
            }
            return source;
        }

        private String family() {
            return resource.getTopic().stream()
                    .flatMap(topic -> topic.getCoding().stream())
                    .filter(Coding::hasCode)
                    .map(Coding::getCode)
                    .findFirst()
                    .orElse("");
        }

        private Protocol.Setting setting() {
            boolean inpatient = resource.getUseContext().stream()
                    .map(UsageContext::getValue)
                    .filter(CodeableConcept.class::isInstance)
                    .map(CodeableConcept.class::cast)
                    .anyMatch(venue -> venue.hasCoding(ACT, INPATIENT));
            return inpatient ? Protocol.Setting.INPATIENT : Protocol.Setting.OUTPATIENT;
        }
    }

    private static NumberKind ownKind(String code, String unit) {
        return new NumberKind(code, code.replace('-', ' '), "A number of this clinic.", Section.OTHER, unit, "exactly");
    }

    private static Amount amount(Extension extension) {
        Optional<Type> value = part(extension, "value");
        if (value.isPresent() && value.get() instanceof Range range) {
            if (!range.hasLow() || !range.hasHigh()) {
                throw new IllegalArgumentException("a range needs both ends");
            }
            String unit = unit(range.getLow());
            if (!unit.equals(unit(range.getHigh()))) {
                throw new IllegalArgumentException("the ends of the range differ in their unit");
            }
            return new Amount.Window(figure(range.getLow()), figure(range.getHigh()), unit);
        }
        if (value.isPresent() && value.get() instanceof Quantity quantity) {
            return new Amount.Exactly(figure(quantity), unit(quantity));
        }
        throw new IllegalArgumentException("no value");
    }

    private static BigDecimal figure(Quantity quantity) {
        if (!quantity.hasValue() || quantity.hasComparator()) {
            throw new IllegalArgumentException("a quantity needs a value and no comparator");
        }
        return quantity.getValue();
    }

    private static String unit(Quantity quantity) {
        if (!Codes.Systems.UCUM.equals(quantity.getSystem()) || !quantity.hasCode()) {
            throw new IllegalArgumentException("a quantity needs a UCUM code");
        }
        return quantity.getCode();
    }

    private static Optional<Type> part(Extension extension, String url) {
        return Optional.ofNullable(extension.getExtensionByUrl(url)).map(Extension::getValue);
    }

    private static String word(Extension extension, String url) {
        return part(extension, url)
                .filter(Type::isPrimitive)
                .map(Type::primitiveValue)
                .orElse("")
                .strip();
    }

    /**
     * A protocol as a draft resource without id.
     *
     * @param own a protocol without the limits it shares
     * @param dependsOn canonical addresses of those limits
     */
    public static PlanDefinition write(Protocol own, List<String> dependsOn) {
        PlanDefinition resource = new PlanDefinition();
        resource.getMeta().addProfile(Canonicals.PROTOCOL);
        resource.setUrl(own.url()).setVersion(own.version()).setTitle(own.title());
        resource.setName(
                Stream.of(own.url().substring(own.url().lastIndexOf('/') + 1).split("[^A-Za-z0-9]+", -1))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining()));
        resource.setDescription(own.purpose()).setStatus(PublicationStatus.DRAFT);
        resource.addTopic().addCoding().setSystem(FAMILIES).setCode(own.family());
        resource.addUseContext()
                .setCode(new Coding().setSystem(VENUE).setCode("venue"))
                .setValue(new CodeableConcept()
                        .addCoding(new Coding()
                                .setSystem(ACT)
                                .setCode(own.setting() == Protocol.Setting.INPATIENT ? INPATIENT : OUTPATIENT)));
        dependsOn.forEach(limits -> resource.addRelatedArtifact()
                .setType(RelatedArtifactType.DEPENDSON)
                .setResource(limits));
        sources(own).forEach(source -> {
            RelatedArtifact citation = resource.addRelatedArtifact()
                    .setType(RelatedArtifactType.CITATION)
                    .setLabel(source.label())
                    .setCitation(source.citation());
            if (!source.url().isEmpty()) {
                citation.setUrl(source.url());
            }
        });
        own.numbers().forEach(number -> resource.addExtension(number(number)));
        own.criteria().forEach(criterion -> resource.addExtension(criterion(criterion)));
        own.activities().forEach(activity -> {
            PlanDefinition.PlanDefinitionActionComponent action = resource.addAction();
            action.setTitle(activity.title())
                    .setDefinition(new CanonicalType(activity.definition()))
                    .setId(activity.id());
        });
        return resource;
    }

    private static Set<Source> sources(Protocol protocol) {
        return Stream.concat(
                        protocol.numbers().stream().map(ProtocolNumber::source),
                        protocol.criteria().stream().map(Criterion::source))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Extension number(ProtocolNumber number) {
        Extension extension = new Extension(Canonicals.PROTOCOL_NUMBER);
        extension.addExtension("code", new CodeType(number.code()));
        extension.addExtension("value", value(number.amount()));
        return marked(extension, number.mark(), number.source());
    }

    private static Type value(Amount amount) {
        if (amount instanceof Amount.Window window) {
            return new Range()
                    .setLow(quantity(window.low(), window.unit()))
                    .setHigh(quantity(window.high(), window.unit()));
        }
        return quantity(amount.low(), amount.unit());
    }

    private static Extension criterion(Criterion criterion) {
        Extension extension = new Extension(Canonicals.PROTOCOL_CRITERION);
        extension.addExtension("code", new CodeType(criterion.code()));
        extension.addExtension("section", new CodeType(criterion.section().code()));
        extension.addExtension("text", new StringType(criterion.text()));
        extension.addExtension("severity", new CodeType(criterion.severity().code()));
        if (!criterion.override().isEmpty()) {
            extension.addExtension("override", new CodeType(criterion.override()));
        }
        criterion
                .concepts()
                .forEach(concept -> extension.addExtension(
                        "concept", new Coding().setSystem(concept.system()).setCode(concept.code())));
        return marked(extension, criterion.mark(), criterion.source());
    }

    private static Extension marked(Extension extension, Mark mark, Source source) {
        extension.addExtension("mark", new CodeType(mark.code()));
        extension.addExtension("source", new StringType(source.label()));
        return extension;
    }

    private static Quantity quantity(BigDecimal value, String unit) {
        return new Quantity().setValue(value).setSystem(Codes.Systems.UCUM).setCode(unit);
    }
}
