// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One product that sends, as its file describes it.
 *
 * @param name of the file, without its ending; also the tag in the journal's and the console's lists
 * @param title in words
 * @param basis what is known from where; all statements below name one of these
 * @param identities any of them recognises the sender; none: only files that are {@code like} this one use it
 * @param transactions OIDs in MSH-21.3
 * @param zone of times without an offset; null: as configured for the source
 * @param charset what to make of MSH-18
 * @param chartingInterval at most one value of a vital sign in that time; zero: every one
 * @param authorityWhenEmpty assigning authority of a PID-3 without one, to be mapped like any other; may be empty
 * @param nobody texts in PID-3.1 that name no patient
 * @param codes numbers and names of the product's own
 * @param units spellings of the product's own, each to UCUM
 * @param quirks departures from the standard
 * @param remarks what is known and needs no rule
 */
public record Vendor(
        String name,
        String title,
        Map<String, Basis> basis,
        List<Identity> identities,
        Map<String, Transaction> transactions,
        @Nullable ZoneId zone,
        CharsetRule charset,
        Duration chartingInterval,
        String authorityWhenEmpty,
        Set<String> nobody,
        List<Code> codes,
        Map<String, Unit> units,
        Set<Quirk> quirks,
        List<String> remarks) {

    /** Of a sender that is not known: the standard, and nothing else. */
    public static final Vendor STANDARD = new Vendor(
            "generic",
            "The standard",
            Map.of(),
            List.of(),
            Map.of(),
            null,
            CharsetRule.AS_DECLARED,
            Duration.ZERO,
            "",
            Set.of(),
            List.of(),
            Map.of(),
            Set.of(),
            List.of());

    public Vendor {
        basis = Map.copyOf(basis);
        identities = List.copyOf(identities);
        transactions = Map.copyOf(transactions);
        nobody = Set.copyOf(nobody);
        codes = List.copyOf(codes);
        units = Map.copyOf(units);
        quirks = Set.copyOf(quirks);
        remarks = List.copyOf(remarks);
    }

    /** What a statement of a file rests on. */
    public record Basis(Kind kind, String what) {

        /** How good it is. */
        public enum Kind {
            /** A message of the product was looked at. */
            SEEN,
            /** A document says so: a standard's sample, a manual, notes of others. */
            DOCUMENT,
            /** The site says so; in files of its own only. */
            SITE
        }
    }

    /**
     * How the sender is recognised. What is given must hold, without regard to case; {@code *} at the end stands for
     * any ending.
     *
     * @param application MSH-3.1; empty when it does not matter
     * @param facility MSH-4.1; likewise
     * @param source name in the journal; likewise
     * @param line in the file
     */
    public record Identity(String application, String facility, String source, int line) {

        boolean fits(Sender sender) {
            return fits(application, sender.application())
                    && fits(facility, sender.facility())
                    && fits(source, sender.source());
        }

        private static boolean fits(String wanted, String said) {
            if (wanted.isEmpty()) {
                return true;
            }
            return wanted.endsWith("*")
                    ? said.regionMatches(true, 0, wanted, 0, wanted.length() - 1)
                    : said.equalsIgnoreCase(wanted);
        }

        /** The greater, the more it asks for. */
        int strictness() {
            return (source.isEmpty() ? 0 : 4) + (application.isEmpty() ? 0 : 2) + (facility.isEmpty() ? 0 : 1);
        }

        boolean asks(Identity other) {
            return application.equalsIgnoreCase(other.application)
                    && facility.equalsIgnoreCase(other.facility)
                    && source.equalsIgnoreCase(other.source);
        }
    }

    /**
     * A code of the product's own.
     *
     * @param sent its number in OBX-3 (or as alarm condition); empty where only the name counts
     * @param name its name there; empty where only the number counts. Another name under that number is a contradiction
     * @param system OBX-3.3; empty for MDC or none
     * @param means MDC number of our tables, or {@link #JOURNAL}
     * @param line in the file
     */
    public record Code(String sent, String name, String system, String means, int line) {

        /** Understood, and of no use on a chart: it stays in the journal, and is not reported as withheld. */
        public static final String JOURNAL = "journal";

        /** Whether the sender means this one. */
        public boolean isMeantBy(String number, String text, String codingSystem) {
            return sent.equals(number) && (name.isEmpty() || name.equals(text)) && system.equals(codingSystem);
        }
    }

    /**
     * A unit as the product writes it.
     *
     * @param ucum of our tables
     * @param line in the file
     */
    public record Unit(String ucum, int line) {}

    /**
     * What to make of MSH-18.
     *
     * @param whenEmpty the character set when MSH-18 is empty and the bytes are no UTF-8
     * @param insteadOfDeclared the character set whatever MSH-18 says: for a sender known to be wrong
     */
    public record CharsetRule(
            @Nullable Charset whenEmpty, @Nullable Charset insteadOfDeclared) {

        /** MSH-18 is believed as long as the bytes do not say otherwise. */
        public static final CharsetRule AS_DECLARED = new CharsetRule(null, null);
    }

    /** Whether it has that quirk. */
    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** Which transaction an OID of MSH-21.3 means; empty for an unknown one, or none. */
    public Optional<Transaction> transaction(String oid) {
        return Optional.ofNullable(transactions.get(oid));
    }

    /** MSH as it should have been. */
    public String header(String segment) {
        return corrected(segment, Quirk::header);
    }

    /**
     * The message as it should have been.
     *
     * @param text segments ended by CR
     */
    public String message(String text) {
        int end = text.indexOf('\r');
        String message = end < 0 ? header(text) : header(text.substring(0, end)) + text.substring(end);
        return corrected(message, Quirk::message);
    }

    /** OBX-3's number as it should have been. */
    public String number(String number) {
        return corrected(number, Quirk::number);
    }

    /** The number of an alarm condition as it should have been. */
    public String alarmNumber(String number) {
        return corrected(number, Quirk::alarmNumber);
    }

    /** OBX-11 as it should have been. */
    public String status(String status, boolean hasValue) {
        return corrected(status, (quirk, text) -> quirk.status(text, hasValue));
    }

    /** OBX-18.1 as it should have been. */
    public String serial(String serial, String kindOfDevice) {
        return corrected(serial, (quirk, text) -> quirk.serial(text, kindOfDevice));
    }

    /** In the order in which quirks are declared, so that a file's order does not matter. */
    private String corrected(String text, BiFunction<Quirk, String, String> by) {
        String corrected = text;
        for (Quirk quirk : Quirk.values()) {
            if (has(quirk)) {
                corrected = by.apply(quirk, corrected);
            }
        }
        return corrected;
    }
}
