// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dripline.outcome.Instrument.What;
import org.dripline.protocol.Protocol;

/** The instruments of {@code instruments.properties}: to add one is to add its lines there. */
public final class Instruments {

    private final List<Instrument> all;

    private Instruments(List<Instrument> all) {
        this.all = List.copyOf(all);
    }

    /** Those that ship with the product; drafts. */
    public static Instruments shipped() {
        return read(Rules.shipped("instruments.properties"));
    }

    /** @throws IllegalArgumentException when a number lacks mark, source or status */
    static Instruments read(Rules rules) {
        List<Instrument> instruments = new ArrayList<>();
        for (String code : rules.text("instruments").split(" ")) {
            Map<What, Cut> cuts = new EnumMap<>(What.class);
            Map<What, String> numbers = new EnumMap<>(What.class);
            for (What what : What.values()) {
                String key = code + "." + what.name().toLowerCase(Locale.ROOT);
                rules.cut(key, Cut.Sense.AT_LEAST).ifPresent(cut -> cuts.put(what, cut));
                rules.number(key).ifPresent(number -> numbers.put(what, number));
            }
            instruments.add(new Instrument(
                    code,
                    rules.text(code + ".title"),
                    Arrays.asList(rules.text(code + ".codes").split(" ")),
                    new BigDecimal(rules.text(code + ".lowest")),
                    new BigDecimal(rules.text(code + ".highest")),
                    rules.text(code + ".unit"),
                    cuts,
                    numbers));
        }
        return new Instruments(instruments);
    }

    /** In the order of the file. */
    public List<Instrument> all() {
        return all;
    }

    /** By the coding of its score, {@code system|code}. */
    public Optional<Instrument> coded(String coding) {
        return all.stream()
                .filter(instrument -> instrument.codings().contains(coding))
                .findFirst();
    }

    /** With the numbers of the protocol a course is given by. */
    public Instruments under(Protocol protocol, boolean signed) {
        return new Instruments(all.stream()
                .map(instrument -> instrument.under(protocol, signed))
                .toList());
    }
}
