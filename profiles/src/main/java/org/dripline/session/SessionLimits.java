// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;

/**
 * Every threshold the engine compares with. None is written in code: {@code session-limits.properties} beside this
 * class names value, origin and status of each, so that a clinic can see what it would be signing and change it without
 * a release. What ships is an example and says so.
 *
 * @param pumpSilence a running rate is taken as held for this long without a report; after it the pump's state is
 *     unknown
 * @param counterShare pump total and worked-out volume may differ by this many percent
 * @param counterVolume ... and by this many mL, whichever is reached first
 * @param counterStep a difference up to this many mL is the counter's own display step and never flagged
 * @param rateStep a status whose rate differs by no more than this from the rate in force repeats it, rounded for
 *     display
 * @param baselineWindow how long before the infusion two readings are averaged into a baseline
 * @param baselineBand how near to the baseline, in %, a mean pressure counts as back
 * @param oxygenLow SpO₂ below this many % is counted
 * @param oxygenVeryLow SpO₂ below this many % is counted
 * @param oxygenCarry how long one SpO₂ reading stands for the time after it; beyond that the time is unknown
 * @param staleAfter age at which a reading stops being the value now
 * @param missingAfter age at which it says nothing any more
 */
public record SessionLimits(
        Limit<Duration> pumpSilence,
        Limit<BigDecimal> counterShare,
        Limit<Volume> counterVolume,
        Limit<Volume> counterStep,
        Limit<FlowRate> rateStep,
        Limit<Duration> baselineWindow,
        Limit<BigDecimal> baselineBand,
        Limit<BigDecimal> oxygenLow,
        Limit<BigDecimal> oxygenVeryLow,
        Limit<Duration> oxygenCarry,
        Map<Channel, Limit<Duration>> staleAfter,
        Map<Channel, Limit<Duration>> missingAfter) {

    private static final String EXAMPLES = "session-limits.properties";

    public SessionLimits {
        staleAfter = Map.copyOf(staleAfter);
        missingAfter = Map.copyOf(missingAfter);
        for (Channel channel : Channel.values()) {
            if (!staleAfter.containsKey(channel) || !missingAfter.containsKey(channel)) {
                throw new IllegalArgumentException("no age limits for " + channel.key());
            }
        }
    }

    /** The example limits that ship with the product. */
    public static SessionLimits examples() {
        Properties properties = new Properties();
        try (InputStream in = SessionLimits.class.getResourceAsStream(EXAMPLES)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + EXAMPLES);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return from(properties);
    }

    /**
     * Limits from {@code name.value}, {@code name.source} and {@code name.status} (DRAFT or SIGNED).
     *
     * @throws IllegalArgumentException when a limit or its source is missing, or a status is another word
     */
    public static SessionLimits from(Properties properties) {
        Map<Channel, Limit<Duration>> stale = new EnumMap<>(Channel.class);
        Map<Channel, Limit<Duration>> missing = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            stale.put(channel, limit(properties, "stale-after." + channel.key(), Duration::parse));
            missing.put(channel, limit(properties, "missing-after." + channel.key(), Duration::parse));
        }
        return new SessionLimits(
                limit(properties, "pump-silence", Duration::parse),
                limit(properties, "counter-share", BigDecimal::new),
                limit(properties, "counter-volume", Volume::of),
                limit(properties, "counter-step", Volume::of),
                limit(properties, "rate-step", FlowRate::of),
                limit(properties, "baseline-window", Duration::parse),
                limit(properties, "baseline-band", BigDecimal::new),
                limit(properties, "oxygen-low", BigDecimal::new),
                limit(properties, "oxygen-very-low", BigDecimal::new),
                limit(properties, "oxygen-carry", Duration::parse),
                stale,
                missing);
    }

    public Limit<Duration> staleAfter(Channel channel) {
        return Objects.requireNonNull(staleAfter.get(channel));
    }

    public Limit<Duration> missingAfter(Channel channel) {
        return Objects.requireNonNull(missingAfter.get(channel));
    }

    /**
     * The same limits, with SpO₂ carried for another time: for readings charted by hand instead of sent by a monitor.
     */
    public SessionLimits withOxygenCarry(Limit<Duration> carry) {
        return new SessionLimits(
                pumpSilence,
                counterShare,
                counterVolume,
                counterStep,
                rateStep,
                baselineWindow,
                baselineBand,
                oxygenLow,
                oxygenVeryLow,
                carry,
                staleAfter,
                missingAfter);
    }

    private static <T> Limit<T> limit(Properties properties, String name, Function<String, T> read) {
        String status = text(properties, name + ".status");
        boolean draft = switch (status) {
            case "DRAFT" -> true;
            case "SIGNED" -> false;
            default -> throw new IllegalArgumentException(name + ".status is neither DRAFT nor SIGNED");
        };
        return new Limit<>(read.apply(text(properties, name + ".value")), text(properties, name + ".source"), draft);
    }

    private static String text(Properties properties, String key) {
        String text = properties.getProperty(key, "").trim();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("limits lack " + key);
        }
        return text;
    }
}
