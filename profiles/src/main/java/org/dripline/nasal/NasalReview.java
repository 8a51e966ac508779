// SPDX-License-Identifier: Apache-2.0
package org.dripline.nasal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dripline.figure.Basis;
import org.dripline.figure.Figure;
import org.dripline.figure.Finding;
import org.dripline.figure.Rule;
import org.dripline.figure.Why;
import org.dripline.nasal.NasalSession.Form;
import org.dripline.nasal.NasalSession.Given;
import org.dripline.nasal.NasalSession.Pressure;
import org.dripline.protocol.Amount;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.ProtocolNumber;
import org.jspecify.annotations.Nullable;

/**
 * What a session of esketamine adds up to at one instant, and what its record lacks before it can be closed. Every
 * limit is a number of the protocol; without it nothing is compared.
 *
 * @param figures dose, pressures, observation and the days of the form
 * @param findings lines; none of them interrupts
 * @param missing what the record lacks, in words for whoever closes
 */
public record NasalReview(List<Figure> figures, List<Finding> findings, List<String> missing) {

    private static final String SOURCE = "Protocol of esketamine; each number has its source there";

    public NasalReview {
        figures = List.copyOf(figures);
        findings = List.copyOf(findings);
        missing = List.copyOf(missing);
    }

    /**
     * Reviews a session.
     *
     * @param signed whether the protocol's numbers were signed; else they are told as a draft
     * @param now nothing later counts
     */
    public static NasalReview of(NasalSession session, Protocol protocol, boolean signed, Instant now) {
        Work work = new Work(session, protocol, signed, now);
        work.dose();
        work.pressures();
        work.observation();
        work.form();
        return new NasalReview(work.figures, work.findings, work.missing);
    }

    private static final class Work {
        private final NasalSession session;
        private final Protocol protocol;
        private final boolean signed;
        private final Instant now;
        private final List<Figure> figures = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();

        Work(NasalSession session, Protocol protocol, boolean signed, Instant now) {
            this.session = session;
            this.protocol = protocol;
            this.signed = signed;
            this.now = now;
        }

        void dose() {
            List<Given> given = session.given();
            List<String> sources = given.stream().map(Given::reference).toList();
            boolean known = !given.isEmpty() && given.stream().allMatch(each -> each.milligrams() != null);
            BigDecimal sum = known
                    ? given.stream()
                            .map(each -> Objects.requireNonNull(each.milligrams()))
                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                    : null;
            Why why = why("nasal.dose", "Sum of what was taken by nose in this session.", sources, "nasal-dose");
            figures.add(new Figure("dose", "Esketamine taken", sum, "mg", null, null, why));
            int devices = given.stream().mapToInt(Given::devices).sum();
            figures.add(new Figure(
                    "devices",
                    "Devices",
                    devices == 0 ? null : BigDecimal.valueOf(devices),
                    "1",
                    null,
                    session.firstDevice().orElse(null),
                    why("nasal.devices", "Count of the devices taken; its time is that of the first.", sources)));
            need(!given.isEmpty(), "what was taken, and when");
            need(given.isEmpty() || known, "the dose that was taken, in mg");
            need(
                    given.stream().allMatch(each -> each.devices() > 0 && each.devicesWithLot() == each.devices()),
                    "the lot of each device");
            need(given.stream().allMatch(each -> each.end() != null), "when the last device was taken");
            if (sum != null) {
                protocol.number("nasal-dose")
                        .filter(range -> !range.amount().holds(sum))
                        .ifPresent(range ->
                                line("dose-outside-range", sum.toPlainString() + " mg; " + range.inWords(), why));
            }
        }

        void pressures() {
            Optional<Instant> first = session.firstDevice();
            Optional<Instant> last = session.lastDevice();
            Optional<Pressure> before = first.flatMap(at -> session.pressures().stream()
                    .filter(pressure -> !pressure.at().isAfter(at))
                    .reduce((earlier, later) -> later));
            pressure("pressure-before", "Pressure before", "The last pressure before the first device.", before);
            need(first.isEmpty() || before.isPresent(), "a blood pressure before the first device");

            Optional<Amount> due = protocol.amount("pressure-after");
            Optional<Amount> band = protocol.amount("pressure-after-band");
            Optional<Pressure> peak = Optional.empty();
            if (last.isPresent() && due.isPresent() && band.isPresent()) {
                Instant wanted = last.get().plus(minutes(due.get()));
                peak = session.pressures().stream()
                        .filter(pressure -> distance(pressure, wanted).compareTo(minutes(band.get())) <= 0)
                        .min(Comparator.comparing(pressure -> distance(pressure, wanted)));
                need(peak.isPresent(), "a blood pressure about " + due.get().inWords() + " after the last device");
            }
            pressure(
                    "pressure-after",
                    "Pressure around its peak",
                    "The pressure nearest to the protocol's time after the last device.",
                    peak,
                    "pressure-after",
                    "pressure-after-band");

            Optional<Pressure> leaving = last.flatMap(at -> session.pressures().stream()
                    .filter(pressure -> pressure.at().isAfter(at)
                            && (session.left() == null || !pressure.at().isAfter(session.left())))
                    .reduce((earlier, later) -> later));
            pressure("pressure-leaving", "Last pressure", "The last pressure before the patient left.", leaving);
            Optional<Duration> least = protocol.amount("observation-least").map(Work::minutes);
            if (last.isPresent() && least.isPresent()) {
                Duration slack = band.map(Work::minutes).orElse(Duration.ZERO);
                need(
                        leaving.isPresent()
                                && !leaving.get()
                                        .at()
                                        .isBefore(last.get().plus(least.get()).minus(slack)),
                        "a blood pressure before leaving");
            }
        }

        private static Duration distance(Pressure pressure, Instant wanted) {
            return Duration.between(wanted, pressure.at()).abs();
        }

        private void pressure(String code, String title, String words, Optional<Pressure> found, String... limits) {
            figures.add(new Figure(
                    code,
                    title,
                    null,
                    "mm[Hg]",
                    found.map(Pressure::words).orElse(null),
                    found.map(Pressure::at).orElse(null),
                    why(
                            "nasal." + code,
                            words,
                            found.map(Pressure::reference).stream().toList(),
                            limits)));
        }

        void observation() {
            Optional<Instant> last = session.lastDevice();
            Instant left = session.left();
            need(session.ended() && left != null, "when the patient left: the Encounter is not finished with an end");
            BigDecimal minutes = last.isEmpty()
                    ? null
                    : BigDecimal.valueOf(Duration.between(last.get(), left == null || left.isAfter(now) ? now : left)
                            .toMinutes());
            Why why = why(
                    "nasal.observed",
                    "Minutes from the last device to leaving; while the patient is here, to the moment asked about.",
                    List.of(session.reference()),
                    "observation-least");
            figures.add(new Figure("observed", "Observed", minutes, "min", null, left, why));
            if (minutes != null && left != null) {
                protocol.number("observation-least")
                        .filter(least -> minutes.compareTo(least.amount().low()) < 0)
                        .ifPresent(least -> {
                            String words = minutes.toPlainString() + " min are on record; " + least.inWords();
                            line("observation-short", words, why);
                            missing.add("an observation as long as the protocol says: " + words);
                        });
            }
        }

        void form() {
            Form form = session.form();
            List<String> sources = form == null ? List.of() : List.of(form.reference());
            Optional<LocalDate> day = session.firstDevice().map(at -> LocalDate.ofInstant(at, session.zone()));
            Optional<Amount> within = protocol.amount("form-due");
            Optional<LocalDate> due = day.isPresent() && within.isPresent()
                    ? Optional.of(day.get().plusDays(within.get().high().longValueExact()))
                    : Optional.empty();
            Why dueBy = why(
                    "nasal.form-due", "Day of the first device and the days the programme gives.", sources, "form-due");
            figures.add(new Figure(
                    "form-due",
                    "Form due",
                    null,
                    "d",
                    due.map(LocalDate::toString).orElse(null),
                    null,
                    dueBy));
            boolean sent =
                    form != null && form.sentOn() != null && !form.sentBy().isBlank();
            LocalDate today = LocalDate.ofInstant(now, session.zone());
            figures.add(new Figure(
                    "form-days-left",
                    "Days left for the form",
                    sent || due.isEmpty() ? null : BigDecimal.valueOf(ChronoUnit.DAYS.between(today, due.get())),
                    "d",
                    null,
                    null,
                    dueBy));
            figures.add(new Figure(
                    "form-state",
                    "Form",
                    null,
                    "1",
                    state(form, sent),
                    null,
                    why("nasal.form-state", "What people wrote into the form; nothing here sends it.", sources)));
            if (due.isPresent() && !sent && today.isAfter(due.get())) {
                line("form-overdue", "The form was due on " + due.get() + "; no record says that it was sent", dueBy);
            }
            LocalDate sentOn = form == null ? null : form.sentOn();
            if (due.isPresent() && sent && sentOn != null && sentOn.isAfter(due.get())) {
                line("form-late", "Sent on " + sentOn + "; due on " + due.get(), dueBy);
            }
            need(form != null && form.completed(), "the programme's form, complete");
        }

        private static String state(@Nullable Form form, boolean sent) {
            if (form == null) {
                return "not prepared";
            }
            if (sent) {
                return "recorded as sent by " + form.sentBy() + " on " + form.sentOn();
            }
            return form.completed()
                    ? "prepared" + (form.preparedOn() == null ? "" : " on " + form.preparedOn())
                            + ", no record of sending"
                    : "begun";
        }

        private Why why(String rule, String words, List<String> sources, String... numbers) {
            List<Basis> limits = new ArrayList<>();
            for (String code : numbers) {
                protocol.number(code).map(this::basis).ifPresent(limits::add);
            }
            return new Why(new Rule(rule, words, SOURCE), limits, sources);
        }

        private Basis basis(ProtocolNumber number) {
            return new Basis(
                    number.code(), number.amount().inWords(), number.source().citation(), !signed);
        }

        private void line(String code, String words, Why why) {
            findings.add(new Finding(code, Finding.Grade.INFO, words + (signed ? "" : " (protocol DRAFT)"), why));
        }

        private void need(boolean there, String what) {
            if (!there && !missing.contains(what)) {
                missing.add(what);
            }
        }

        private static Duration minutes(Amount amount) {
            return Duration.ofMinutes(amount.high().longValueExact());
        }
    }
}
