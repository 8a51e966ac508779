// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.routes.vendor.Vendor.Basis;
import org.jspecify.annotations.Nullable;

/**
 * Reads one vendor's file. Everything it says must name what it rests on, and everything named must be used: a file in
 * which a claim has no source is refused, like one with a key nobody reads.
 */
final class VendorFile {

    private static final List<String> KEYS = List.of(
            "name",
            "title",
            "like",
            "basis",
            "identity",
            "transactions",
            "time-zone",
            "charset",
            "charting-interval",
            "authority-when-empty",
            "nobody",
            "codes",
            "units",
            "quirks",
            "remarks");

    private static final String EVERY_VALUE = "every-value";

    private final YamlMap root;
    private final Vendor like;
    private final Map<String, Basis> basis = new LinkedHashMap<>();
    private final Set<String> usedBasis = new HashSet<>();

    private VendorFile(YamlMap root, Vendor like) {
        this.root = root;
        this.like = like;
    }

    /**
     * @param file its name, with its ending
     * @param text all of it
     * @param known vendors it may be {@code like}
     * @throws WrongVendorFile naming the line
     */
    static Vendor read(String file, String text, Function<String, Optional<Vendor>> known) {
        YamlMap root = YamlMap.read(file, text);
        root.allowOnly(KEYS);
        String name = root.needed("name");
        if (!file.equals(name + ".yaml") || !name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw root.wrong("name", "Give the file the name " + name + ".yaml, in small letters, digits and dashes.");
        }
        Vendor like = root.text("like")
                .map(other -> known.apply(other)
                        .orElseThrow(() -> root.wrong(
                                "like", "There is no vendor \"" + other + "\" to be like. Name one that is shipped.")))
                .orElse(known.apply("generic").orElse(Vendor.STANDARD));
        return new VendorFile(root, like).vendor(name);
    }

    private Vendor vendor(String name) {
        basis();
        Map<String, Transaction> transactions = new LinkedHashMap<>(like.transactions());
        transactions.putAll(transactions());
        Set<String> nobody = new HashSet<>(like.nobody());
        Optional<YamlMap> named = statement("nobody", List.of("texts"));
        named.ifPresent(rule -> nobody.addAll(rule.texts("texts")));
        Map<String, Vendor.Unit> units = new LinkedHashMap<>(like.units());
        units.putAll(units());
        Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        quirks.addAll(like.quirks());
        quirks.addAll(quirks());
        Vendor vendor = new Vendor(
                name,
                root.needed("title"),
                basis,
                identities(),
                transactions,
                zone(),
                charset(),
                interval(),
                authority(),
                nobody,
                Stream.concat(codes().stream(), like.codes().stream()).toList(),
                units,
                quirks,
                remarks());
        Set<String> unused = new TreeSet<>(basis.keySet());
        unused.removeAll(usedBasis);
        if (!unused.isEmpty()) {
            throw root.wrong("basis", "Nothing rests on " + String.join(", ", unused) + ". Delete it, or name it.");
        }
        return vendor;
    }

    private void basis() {
        YamlMap all = root.map("basis");
        for (String key : all.keys()) {
            YamlMap one = all.map(key);
            one.allowOnly(List.of("kind", "what"));
            String kind = one.needed("kind");
            Basis.Kind read = Arrays.stream(Basis.Kind.values())
                    .filter(each ->
                            each.name().toLowerCase(java.util.Locale.ROOT).equals(kind))
                    .findFirst()
                    .orElseThrow(() -> one.wrong("kind", "Write seen, document or site."));
            basis.put(key, new Basis(read, one.needed("what")));
        }
        if (basis.isEmpty()) {
            throw root.wrong("basis", "Say under \"basis\" what was seen, and which documents were read.");
        }
    }

    /** Takes note that what stands here rests on something that the file names. */
    private YamlMap founded(YamlMap statement, List<String> keys) {
        List<String> allowed = new ArrayList<>(keys);
        allowed.add("basis");
        statement.allowOnly(allowed);
        List<String> names = statement.texts("basis");
        if (names.isEmpty()) {
            throw statement.wrong("basis", "Add \"basis\": which of those above says so?");
        }
        for (String each : names) {
            if (!basis.containsKey(each)) {
                throw statement.wrong(
                        "basis", "\"" + each + "\" is not described under \"basis\" at the top. Describe it there.");
            }
        }
        usedBasis.addAll(names);
        return statement;
    }

    private Optional<YamlMap> statement(String key, List<String> keys) {
        return root.has(key) ? Optional.of(founded(root.map(key), keys)) : Optional.empty();
    }

    private List<Vendor.Identity> identities() {
        List<Vendor.Identity> identities = new ArrayList<>();
        for (YamlMap each : root.maps("identity")) {
            founded(each, List.of("application", "facility", "source"));
            Vendor.Identity identity = new Vendor.Identity(
                    each.text("application").orElse(""),
                    each.text("facility").orElse(""),
                    each.text("source").orElse(""),
                    each.line());
            if (identity.strictness() == 0) {
                throw each.wrong("basis", "This would fit every sender. Add application, facility or source.");
            }
            identities.add(identity);
        }
        return identities;
    }

    private Map<String, Transaction> transactions() {
        Map<String, Transaction> transactions = new LinkedHashMap<>();
        for (YamlMap each : root.maps("transactions")) {
            founded(each, List.of("oid", "is"));
            String is = each.needed("is");
            Transaction transaction = Transaction.named(is)
                    .orElseThrow(() -> each.wrong(
                            "is",
                            "\"" + is + "\" is none of "
                                    + listed(Arrays.stream(Transaction.values()).map(Transaction::text)) + "."));
            String oid = each.needed("oid");
            if (!oid.matches("[0-2](\\.\\d+)+")) {
                throw each.wrong("oid", "\"" + oid + "\" is no OID. Copy it from MSH-21.3.");
            }
            if (transactions.put(oid, transaction) != null) {
                throw each.wrong("oid", "This OID stands here twice. Delete one of them.");
            }
        }
        return transactions;
    }

    private @Nullable ZoneId zone() {
        return statement("time-zone", List.of("zone"))
                .map(rule -> {
                    String zone = rule.needed("zone");
                    try {
                        return ZoneId.of(zone);
                    } catch (DateTimeException unknown) {
                        throw rule.wrong("zone", "\"" + zone + "\" is no time zone. Write one such as Europe/Berlin.");
                    }
                })
                .orElse(like.zone());
    }

    private Vendor.CharsetRule charset() {
        return statement("charset", List.of("when-empty", "instead-of-declared"))
                .map(rule -> new Vendor.CharsetRule(charset(rule, "when-empty"), charset(rule, "instead-of-declared")))
                .orElse(like.charset());
    }

    private static @Nullable Charset charset(YamlMap rule, String key) {
        return rule.text(key)
                .map(name -> {
                    try {
                        return Charset.forName(name);
                    } catch (IllegalArgumentException unknown) {
                        throw rule.wrong(
                                key, "\"" + name + "\" is no character set. Write one such as UTF-8 or ISO-8859-1.");
                    }
                })
                .orElse(null);
    }

    private Duration interval() {
        return statement("charting-interval", List.of("at-most-one-in"))
                .map(rule -> {
                    String text = rule.needed("at-most-one-in");
                    if (text.equals(EVERY_VALUE)) {
                        return Duration.ZERO;
                    }
                    try {
                        Duration interval = Duration.parse(text);
                        if (interval.toMillis() > 0 && interval.compareTo(Duration.ofHours(1)) <= 0) {
                            return interval;
                        }
                    } catch (DateTimeParseException unknown) {
                        // Said below, with what is out of range.
                    }
                    throw rule.wrong(
                            "at-most-one-in", "Write " + EVERY_VALUE + ", or a duration up to an hour such as PT1M.");
                })
                .orElse(like.chartingInterval());
    }

    private String authority() {
        return statement("authority-when-empty", List.of("name"))
                .map(rule -> rule.needed("name"))
                .orElse(like.authorityWhenEmpty());
    }

    private List<Vendor.Code> codes() {
        List<Vendor.Code> codes = new ArrayList<>();
        Set<String> sent = new HashSet<>();
        for (YamlMap each : root.maps("codes")) {
            founded(each, List.of("sent", "name", "system", "means"));
            Vendor.Code code = new Vendor.Code(
                    each.text("sent").orElse(""),
                    each.text("name").orElse(""),
                    each.text("system").orElse(""),
                    each.needed("means"),
                    each.line());
            if (code.sent().isEmpty() && code.name().isEmpty()) {
                throw each.wrong("sent", "Add \"sent\" (the number in OBX-3), or \"name\", or both.");
            }
            if (!sent.add(code.sent() + "^" + code.name() + "^" + code.system())) {
                throw each.wrong("sent", "This code stands here twice. Delete one of them.");
            }
            codes.add(code);
        }
        return codes;
    }

    private Map<String, Vendor.Unit> units() {
        Map<String, Vendor.Unit> units = new LinkedHashMap<>();
        for (YamlMap each : root.maps("units")) {
            founded(each, List.of("sent", "ucum"));
            if (units.put(each.needed("sent"), new Vendor.Unit(each.needed("ucum"), each.line())) != null) {
                throw each.wrong("sent", "This unit stands here twice. Delete one of them.");
            }
        }
        return units;
    }

    private Set<Quirk> quirks() {
        Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        for (YamlMap each : root.maps("quirks")) {
            founded(each, List.of("name"));
            String name = each.needed("name");
            quirks.add(Quirk.named(name)
                    .orElseThrow(() -> each.wrong(
                            "name",
                            "There is no quirk \"" + name + "\". Known are "
                                    + listed(Arrays.stream(Quirk.values()).map(Quirk::text)) + ".")));
        }
        return quirks;
    }

    private List<String> remarks() {
        return Stream.concat(
                        root.maps("remarks").stream()
                                .map(each -> founded(each, List.of("text")).needed("text")),
                        like.remarks().stream())
                .toList();
    }

    private static String listed(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }
}
