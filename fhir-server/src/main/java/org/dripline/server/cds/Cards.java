// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dripline.gate.DoseCheck.Difference;
import org.dripline.gate.Finding;
import org.dripline.gate.GateReport;
import org.dripline.server.cds.Card.CardSource;
import org.dripline.server.cds.Card.Coding;
import org.dripline.server.cds.Card.Link;
import org.dripline.terminology.Codes;
import org.jspecify.annotations.Nullable;

/**
 * Words a judgement as cards: a hard stop is critical, what needs an override or is not recorded is a warning, and a
 * line is none. A card says what is on record, where the rule is from and whether anybody signed it; never what to do.
 */
final class Cards {

    private static final int LONGEST_SUMMARY = 140;

    /** Rules of cards that no rule of the gate stands behind. */
    static final String DOSE = "dose-check";

    static final String NOT_RECORDED = "not-recorded";
    static final String NO_RECORD = "no-record";
    static final String HOLD = "hold";

    /** A card and what it is counted as. */
    record Made(String rule, Card card) {}

    private final List<Coding> overrideReasons;
    private final @Nullable List<Link> links;

    /**
     * @param overrideReasons offered with what may be overridden
     * @param launch address of the SMART launch; null when there is no app
     */
    Cards(List<Coding> overrideReasons, @Nullable String launch) {
        this.overrideReasons = List.copyOf(overrideReasons);
        this.links = launch == null ? null : List.of(new Link("Infusion session in Dripline", launch, "smart"));
    }

    /** One card a finding that stands in the way, and one for all that is not recorded. */
    List<Made> of(GateReport report, List<Finding> findings) {
        List<Made> cards = new ArrayList<>();
        List<Finding> missing = new ArrayList<>();
        for (Finding finding : findings) {
            if (!finding.stands()) {
                continue;
            }
            if (finding.isIssue()) {
                cards.add(finding(report, finding));
            } else {
                missing.add(finding);
            }
        }
        if (!missing.isEmpty()) {
            cards.add(missing(report, missing));
        }
        return cards;
    }

    private Made finding(GateReport report, Finding finding) {
        boolean stop = finding.weight() == Finding.Weight.HARD_STOP;
        String detail = "**" + finding.rule() + "** (" + finding.weight().code() + "): " + finding.words() + "\n\n"
                + (finding.overridable()
                        ? "The protocol lets a prescriber override it, by name and with a reason, on its issue in"
                                + " Dripline; a reason chosen here is counted and overrides nothing.\n\n"
                        : "The protocol lets nobody override it.\n\n")
                + basis(report, finding.source().citation(), finding.mark().code());
        return made(
                finding.rule(),
                "On record: " + finding.words(),
                detail,
                stop ? Card.CRITICAL : Card.WARNING,
                standing(report) + finding.source().label(),
                new Coding(Codes.Systems.DRIPLINE_ELIGIBILITY_RULE, finding.rule(), null),
                finding.overridable());
    }

    private Made missing(GateReport report, List<Finding> missing) {
        StringBuilder detail = new StringBuilder();
        missing.forEach(finding -> detail.append("- ")
                .append(finding.rule())
                .append(": ")
                .append(finding.words())
                .append(" (")
                .append(finding.mark().code())
                .append(")\n"));
        return made(
                NOT_RECORDED,
                missing.size() + " things that the gate asks for are not recorded",
                detail + "\n" + protocol(report),
                Card.WARNING,
                standing(report) + "gate",
                null,
                false);
    }

    /** What does not agree in a draft's dose; empty when everything does, or differs by a line only. */
    List<Made> ofDose(List<Difference> differences) {
        List<Difference> stops = differences.stream()
                .filter(difference -> difference.weight() != Finding.Weight.INFO)
                .toList();
        if (stops.isEmpty()) {
            return List.of();
        }
        StringBuilder detail = new StringBuilder();
        stops.forEach(stop -> detail.append("- ")
                .append(stop.check())
                .append(": ")
                .append(stop.words())
                .append(". Source: ")
                .append(stop.source().citation())
                .append(" (")
                .append(stop.mark().code())
                .append(")\n"));
        return List.of(made(
                DOSE,
                "The draft does not agree: " + stops.get(0).words(),
                detail + "\nLimits that nobody signed are a DRAFT.",
                Card.CRITICAL,
                "DRAFT: " + stops.get(0).source().label(),
                null,
                false));
    }

    /** A draft whose dose is told in a way that cannot be compared. */
    Made unreadableDose() {
        return made(
                DOSE,
                "The draft's dose was not compared: it is not told in mg, mL/h, mg/kg and kg",
                "Units are read as UCUM writes them; nothing is guessed or converted.",
                Card.WARNING,
                "Dose check",
                null,
                false);
    }

    /** @param records how many here carry the patient's number */
    Made noRecord(int records) {
        return made(
                NO_RECORD,
                records == 0
                        ? "No infusion record carries this patient's number: nothing was judged"
                        : records + " infusion records carry this patient's number: none was judged",
                "The record is found by the number both sides know, and by nothing else.",
                Card.WARNING,
                "Infusion record",
                null,
                false);
    }

    /** All that a caller without the purpose learns. */
    Made hold(boolean critical, String contact) {
        return made(
                HOLD,
                "There is a hold against an infusion on record",
                "What it rests on is not shown here. Whom to ask: " + contact + ".",
                critical ? Card.CRITICAL : Card.WARNING,
                "Infusion record",
                null,
                false);
    }

    private Made made(
            String rule,
            String summary,
            String detail,
            String indicator,
            String label,
            @Nullable Coding topic,
            boolean overridable) {
        return new Made(
                rule,
                new Card(
                        UUID.randomUUID().toString(),
                        clipped(summary),
                        detail,
                        indicator,
                        new CardSource(label, topic),
                        links,
                        overridable ? overrideReasons : null));
    }

    private static String basis(GateReport report, String citation, String mark) {
        return "Source: " + citation + " (" + mark + "). " + protocol(report);
    }

    private static String protocol(GateReport report) {
        return "Protocol " + report.protocol() + (isSigned(report) ? ", signed." : ", DRAFT: nobody signed it.");
    }

    private static String standing(GateReport report) {
        return isSigned(report) ? "" : "DRAFT: ";
    }

    private static boolean isSigned(GateReport report) {
        return report.standing().equals("signed");
    }

    /** Source: CDS Hooks 2.0, Card.summary: less than 140 characters. */
    private static String clipped(String summary) {
        return summary.length() < LONGEST_SUMMARY ? summary : summary.substring(0, LONGEST_SUMMARY - 2) + "…";
    }
}
