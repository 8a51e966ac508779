// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dripline.dosing.Dose;
import org.dripline.dosing.Weight;
import org.dripline.fhir.ShippedProtocols;
import org.dripline.figure.Basis;
import org.jspecify.annotations.Nullable;

/** A synthetic course from {@code courses/*.json}: its records, and at some moments what they must come to. */
record CourseScenario(String name, JsonNode json) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    static Stream<CourseScenario> all() {
        return Stream.of("d01", "d03", "d06", "d07", "d08", "d09", "d10", "d11", "d12")
                .map(CourseScenario::named);
    }

    static CourseScenario named(String name) {
        try (InputStream in =
                Objects.requireNonNull(CourseScenario.class.getResourceAsStream("courses/" + name + ".json"))) {
            return new CourseScenario(name, JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> each(String part) {
        JsonNode list = json.get(part);
        return list == null
                ? List.of()
                : StreamSupport.stream(list.spliterator(), false).toList();
    }

    Course course() {
        return course(scores(), sessions());
    }

    Course course(List<OutcomeScore> scores, List<CourseSession> sessions) {
        Map<String, GivenBy> protocols = new HashMap<>();
        for (JsonNode id : each("protocols")) {
            protocols.put(id.textValue(), new GivenBy(ShippedProtocols.protocol(id.textValue()), false));
        }
        String current = json.get("current").textValue();
        GivenBy given = Objects.requireNonNull(protocols.get(current));
        return new Course(
                scores,
                screens(),
                sessions,
                notHeld(),
                opioids(),
                protocols,
                current,
                plan(),
                Instruments.shipped().under(given.protocol(), given.signed()),
                CourseRules.shipped().under(given.protocol(), given.signed()),
                ZoneOffset.UTC);
    }

    List<OutcomeScore> scores() {
        return each("scores").stream()
                .map(score -> new OutcomeScore(
                        instant(score, "at"),
                        score.get("instrument").textValue(),
                        score.get("value").decimalValue(),
                        "Observation/" + score.get("instrument").textValue() + "-"
                                + instant(score, "at").getEpochSecond()))
                .toList();
    }

    List<CourseSession> sessions() {
        List<CourseSession> sessions = new ArrayList<>();
        for (JsonNode session : each("sessions")) {
            Instant start = instant(session, "start");
            sessions.add(new CourseSession(
                    start,
                    start.plus(Duration.ofMinutes(session.get("minutes").intValue())),
                    new Dose(session.get("mg").decimalValue()),
                    new Dose(session.get("ordered").decimalValue()),
                    new Weight(session.get("kg").decimalValue()),
                    session.get("protocol").textValue(),
                    "Encounter/" + name + "-" + start.getEpochSecond()));
        }
        return sessions;
    }

    private List<SuicideScreen> screens() {
        return each("screens").stream()
                .map(screen -> new SuicideScreen(
                        instant(screen, "at"),
                        SuicideScreen.Measure.valueOf(screen.get("measure").textValue()),
                        screen.get("level").intValue(),
                        "QuestionnaireResponse/" + screen.get("measure").textValue()
                                + instant(screen, "at").getEpochSecond()))
                .toList();
    }

    private List<NotHeld> notHeld() {
        return each("notHeld").stream()
                .map(session -> new NotHeld(
                        instant(session, "at"),
                        NotHeld.Kind.valueOf(session.get("kind").textValue()),
                        StreamSupport.stream(session.get("reasons").spliterator(), false)
                                .map(JsonNode::textValue)
                                .toList(),
                        "Encounter/not-held-" + instant(session, "at").getEpochSecond()))
                .toList();
    }

    private List<OpioidUse> opioids() {
        return each("opioids").stream()
                .map(use -> new OpioidUse(
                        instant(use, "from"),
                        use.has("to") ? instant(use, "to") : null,
                        use.get("perDay").decimalValue(),
                        "MedicationStatement/" + instant(use, "from").getEpochSecond()))
                .toList();
    }

    private @Nullable SeriesWindow plan() {
        JsonNode plan = json.get("plan");
        return plan == null
                ? null
                : new SeriesWindow(
                        LocalDate.parse(plan.get("from").textValue()),
                        plan.has("planned") ? plan.get("planned").intValue() : null,
                        plan.has("shortest") ? plan.get("shortest").intValue() : null,
                        plan.has("longest") ? plan.get("longest").intValue() : null,
                        new Basis("plan", "as planned", "CarePlan", true),
                        "CarePlan/" + name);
    }

    static Instant instant(JsonNode node, String part) {
        return Instant.parse(node.get(part).textValue());
    }

    @Override
    public String toString() {
        return name;
    }
}
