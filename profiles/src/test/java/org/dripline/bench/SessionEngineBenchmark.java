// SPDX-License-Identifier: Apache-2.0
package org.dripline.bench;

import ca.uhn.fhir.context.FhirContext;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.dripline.dosing.Weight;
import org.dripline.session.InfusionOrder;
import org.dripline.session.InfusionSession;
import org.dripline.session.PumpReport;
import org.dripline.session.PumpReport.Kind;
import org.dripline.session.PumpReport.State;
import org.dripline.session.Quality;
import org.dripline.session.SessionLimits;
import org.dripline.session.VitalSign;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;

/**
 * A session of four hours with one pump report, heart rate, saturation and respiratory rate a second and a pressure
 * every five minutes: 57,650 values. Printed are the median time of the engine with every figure explained, and its
 * ratio to the time HAPI takes to read the heart rates alone out of a Bundle: whoever works the figures out of FHIR by
 * a script of his own pays that and more before he begins.
 *
 * <pre>mvn -o -q -pl profiles test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=org.dripline.bench.SessionEngineBenchmark -Dexec.args=--quick</pre>
 *
 * The last line is {@code ratio session-engine <value>}; below 1 is faster than the parsing alone. The exit code is 1
 * when the median is over 50 ms, unless {@code --quick} is given.
 */
public final class SessionEngineBenchmark {

    private static final Instant START = Instant.parse("2026-01-05T15:00:00Z");
    private static final int SECONDS = 4 * 60 * 60;
    private static final Duration GOAL = Duration.ofMillis(50);

    private SessionEngineBenchmark() {}

    public static void main(String[] arguments) {
        boolean quick = Arrays.asList(arguments).contains("--quick") || Boolean.getBoolean("bench.quick");
        int warmUps = quick ? 40 : 100;
        int runs = quick ? 15 : 51;
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        InfusionSession session = session();
        Instant now = START.plusSeconds(SECONDS + 60);
        Duration engine = median(warmUps, runs, () -> session.summaryAt(now).figures());
        String bundle = bundle();
        FhirContext fhir = FhirContext.forR4Cached();
        Duration parsing = median(
                quick ? 2 : 5,
                quick ? 3 : 9,
                () -> fhir.newJsonParser().parseResource(Bundle.class, bundle).getEntry());
        out.printf(
                Locale.ROOT,
                "session engine: %d values, median %s ms (goal %d ms); reading %d Observations by HAPI: %s ms%n",
                session.reports().size() + session.vitalSigns().size(),
                millis(engine),
                GOAL.toMillis(),
                SECONDS,
                millis(parsing));
        out.println("ratio session-engine "
                + BigDecimal.valueOf(engine.toNanos())
                        .divide(BigDecimal.valueOf(parsing.toNanos()), new MathContext(2)));
        if (!quick && engine.compareTo(GOAL) > 0) {
            System.exit(1);
        }
    }

    private static BigDecimal millis(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 6).setScale(1, RoundingMode.HALF_UP);
    }

    private static Duration median(int warmUps, int runs, Supplier<List<?>> work) {
        int seen = 0;
        for (int i = 0; i < warmUps; i++) {
            seen += work.get().size();
        }
        long[] nanos = new long[runs];
        for (int i = 0; i < runs; i++) {
            long before = System.nanoTime();
            seen += work.get().size();
            nanos[i] = System.nanoTime() - before;
        }
        if (seen == 0) {
            throw new IllegalStateException("nothing was worked out");
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[runs / 2]);
    }

    private static InfusionSession session() {
        List<PumpReport> reports = new ArrayList<>();
        List<VitalSign> readings = new ArrayList<>();
        FlowRate rate = FlowRate.of("11.55");
        reports.add(PumpReport.of(Kind.START, START, "Observation/start")
                .withCurrentRate(rate)
                .withConcentration(Concentration.of("2")));
        for (int second = 1; second < SECONDS; second++) {
            Instant at = START.plusSeconds(second);
            Volume counter = new Volume(
                    rate.over(Duration.ofSeconds(second)).millilitres().setScale(2, RoundingMode.HALF_UP));
            reports.add(PumpReport.of(Kind.STATUS, at, "Observation/ps-" + second)
                    .withState(State.RUNNING)
                    .withCurrentRate(rate)
                    .withProgrammedRate(rate)
                    .withDelivered(counter));
        }
        reports.add(PumpReport.of(Kind.COMPLETE, START.plusSeconds(SECONDS), "Observation/end"));
        for (int second = -600; second < SECONDS; second++) {
            Instant at = START.plusSeconds(second);
            if (second > 0) {
                readings.add(new VitalSign.HeartRate(
                        at, BigDecimal.valueOf(70 + second % 15), Quality.ORDINARY, "Observation/hr-" + second));
                readings.add(new VitalSign.OxygenSaturation(
                        at, BigDecimal.valueOf(93 + second % 6), Quality.ORDINARY, "Observation/spo2-" + second));
                readings.add(new VitalSign.RespiratoryRate(
                        at, BigDecimal.valueOf(12 + second % 5), Quality.ORDINARY, "Observation/rr-" + second));
            }
            if (second % 300 == 0) {
                readings.add(new VitalSign.BloodPressure(
                        at,
                        BigDecimal.valueOf(120 + second % 40),
                        BigDecimal.valueOf(75),
                        null,
                        Quality.ORDINARY,
                        "Observation/bp-" + second));
            }
        }
        InfusionOrder order = new InfusionOrder(
                Dose.of("92.4"), null, Weight.of("66"), Dose.of("100"), rate, null, "MedicationRequest/order");
        return new InfusionSession(
                order, null, reports, readings, List.of(), START.plusSeconds(SECONDS + 30), SessionLimits.examples());
    }

    private static String bundle() {
        Bundle bundle = new Bundle();
        for (int second = 0; second < SECONDS; second++) {
            Observation rate = new Observation();
            rate.setId("hr-" + second);
            rate.setStatus(Observation.ObservationStatus.FINAL);
            rate.getCode().addCoding().setSystem("http://loinc.org").setCode("8867-4");
            rate.setEffective(new DateTimeType(Date.from(START.plusSeconds(second))));
            rate.setValue(new Quantity()
                    .setValue(70 + second % 15)
                    .setUnit("/min")
                    .setSystem("http://unitsofmeasure.org")
                    .setCode("/min"));
            bundle.addEntry().setResource(rate);
        }
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(bundle);
    }
}
