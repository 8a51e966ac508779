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
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.dripline.figure.Basis;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.ProtocolNumber;

/**
 * Every threshold the engine compares with. None is written in code: {@code session-limits.properties} beside this
 * class names value, origin and status of each, so that a clinic can see what it would be signing and change it without
 * a release. What ships is an example and says so. The clinical ones are the protocol's where it states them:
 * {@link #under}.
 *
 * @param pumpSilence a running rate is taken as held for this long without a report; after it the pump's state is
 *     unknown
 * @param counterShare pump total and worked-out volume may differ by this many percent
 * @param counterVolume ... and by this many mL, whichever is reached first
 * @param counterStep a difference up to this many mL is the counter's own display step and never flagged
 * @param rateStep a status whose rate differs by no more than this from the rate in force repeats it, rounded for
 *     display
 * @param orderShare a pump's rate or bag differs from the order when it is off by more than this many percent
 * @param tenfoldShare a ratio within this many percent of ten, or of a tenth, is taken for a slipped decimal point
 * @param baselineWindow how long before the infusion two readings are averaged into a baseline
 * @param monitorCarry how long one value of a monitor stands for the time after it; beyond that the time is unknown.
 *     What a person charts stands for the share of its rhythm after which the next check is late
 * @param clockOffset a device clock that differs by more than this is worth a look
 * @param firstHour least running time for which the first hour of an infusion is billed
 * @param furtherHour a further hour is billed when more than this of it was begun
 * @param staleAfter age at which a reading stops being the value now
 * @param missingAfter age at which it says nothing any more
 * @param organSymptoms {@code system|code} of what beside a pressure of level two makes it level three
 * @param repeats how soon a medicine may be given again
 */
public record SessionLimits(
        Limit<Duration> pumpSilence,
        Limit<BigDecimal> counterShare,
        Limit<Volume> counterVolume,
        Limit<Volume> counterStep,
        Limit<FlowRate> rateStep,
        Limit<BigDecimal> orderShare,
        Limit<BigDecimal> tenfoldShare,
        Limit<Duration> baselineWindow,
        Limit<Duration> monitorCarry,
        Limit<Duration> clockOffset,
        Limit<Duration> firstHour,
        Limit<Duration> furtherHour,
        Map<ClinicalLimit, Limit<BigDecimal>> clinical,
        Map<Channel, Limit<Duration>> staleAfter,
        Map<Channel, Limit<Duration>> missingAfter,
        Limit<Set<String>> organSymptoms,
        RepeatIntervals repeats) {

    private static final String ORGAN_SYMPTOMS = "organ-symptoms";
    private static final String EXAMPLES = "session-limits.properties";
    private static final long MILLIS_PER_MINUTE = 60_000;

    public SessionLimits {
        clinical = Map.copyOf(clinical);
        for (ClinicalLimit code : ClinicalLimit.values()) {
            if (code.needed() && !clinical.containsKey(code)) {
                throw new IllegalArgumentException("no limit " + code.code());
            }
        }
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
        Map<ClinicalLimit, Limit<BigDecimal>> clinical = new EnumMap<>(ClinicalLimit.class);
        for (ClinicalLimit code : ClinicalLimit.values()) {
            if (code.needed() || properties.containsKey(code.code() + ".value")) {
                clinical.put(code, limit(properties, code.code(), BigDecimal::new));
            }
        }
        return new SessionLimits(
                limit(properties, "pump-silence", Duration::parse),
                limit(properties, "counter-share", BigDecimal::new),
                limit(properties, "counter-volume", Volume::of),
                limit(properties, "counter-step", Volume::of),
                limit(properties, "rate-step", FlowRate::of),
                limit(properties, "order-share", BigDecimal::new),
                limit(properties, "tenfold-share", BigDecimal::new),
                limit(properties, "baseline-window", Duration::parse),
                limit(properties, "monitor-carry", Duration::parse),
                limit(properties, "clock-offset", Duration::parse),
                limit(properties, "first-hour", Duration::parse),
                limit(properties, "further-hour", Duration::parse),
                clinical,
                stale,
                missing,
                limit(properties, ORGAN_SYMPTOMS, value -> Set.of(value.split("\\s+"))),
                RepeatIntervals.shipped());
    }

    /**
     * These limits with the numbers of the protocol a session was run under in place of the examples. A pressure is old
     * once the next check by the protocol is late.
     *
     * @param signed whether the protocol was signed on that day; else its limits are drafts
     */
    public SessionLimits under(Protocol protocol, boolean signed) {
        Map<ClinicalLimit, Limit<BigDecimal>> own = new EnumMap<>(clinical);
        for (ClinicalLimit code : ClinicalLimit.values()) {
            protocol.number(code.code())
                    .filter(number -> number.amount().unit().equals(code.unit()))
                    .ifPresent(number -> own.put(code, limit(number, signed)));
        }
        Map<Channel, Limit<Duration>> stale = new EnumMap<>(staleAfter);
        if (protocol.number(ClinicalLimit.CADENCE_INFUSION.code()).isPresent()) {
            Limit<BigDecimal> cadence = Objects.requireNonNull(own.get(ClinicalLimit.CADENCE_INFUSION));
            Limit<BigDecimal> late = Objects.requireNonNull(own.get(ClinicalLimit.CADENCE_LATE));
            Duration until = share(minutes(cadence.value()), late.value());
            stale.put(Channel.BLOOD_PRESSURE, new Limit<>(until, cadence.source(), cadence.draft()));
        }
        return new SessionLimits(
                pumpSilence,
                counterShare,
                counterVolume,
                counterStep,
                rateStep,
                orderShare,
                tenfoldShare,
                baselineWindow,
                monitorCarry,
                clockOffset,
                firstHour,
                furtherHour,
                own,
                stale,
                missingAfter,
                symptoms(protocol, signed),
                repeats.under(protocol, signed));
    }

    /** Those of the protocol's criterion, where it names any. */
    private Limit<Set<String>> symptoms(Protocol protocol, boolean signed) {
        return protocol.criterion(ORGAN_SYMPTOMS)
                .filter(criterion -> !criterion.concepts().isEmpty())
                .map(criterion -> new Limit<>(
                        criterion.concepts().stream()
                                .map(concept -> concept.system() + "|" + concept.code())
                                .collect(Collectors.toSet()),
                        criterion.statedIn() + ": " + criterion.source().citation() + " ("
                                + criterion.mark().words() + ")",
                        !signed))
                .orElse(organSymptoms);
    }

    private static Limit<BigDecimal> limit(ProtocolNumber number, boolean signed) {
        return new Limit<>(number.amount().high(), source(number), !signed);
    }

    static String source(ProtocolNumber number) {
        return number.statedIn() + ": " + number.source().citation() + " ("
                + number.mark().words() + ")";
    }

    /** A limit every set has. */
    public Limit<BigDecimal> of(ClinicalLimit code) {
        return Objects.requireNonNull(clinical.get(code), code.code());
    }

    /** A limit that some protocols state. */
    public Optional<Limit<BigDecimal>> stated(ClinicalLimit code) {
        return Optional.ofNullable(clinical.get(code));
    }

    /** A limit as it is shown beside a figure. */
    Basis basis(ClinicalLimit code) {
        Limit<BigDecimal> limit = of(code);
        String unit = code.unit().startsWith("{") ? "" : " " + code.unit();
        return new Basis(code.code(), limit.value().toPlainString() + unit, limit.source(), limit.draft());
    }

    static Basis basis(String code, Limit<?> limit, String value) {
        return new Basis(code, value, limit.source(), limit.draft());
    }

    static Duration minutes(BigDecimal minutes) {
        return Duration.ofMillis(
                minutes.multiply(BigDecimal.valueOf(MILLIS_PER_MINUTE)).longValue());
    }

    static Duration share(Duration whole, BigDecimal percent) {
        return Duration.ofMillis(BigDecimal.valueOf(whole.toMillis())
                .multiply(percent)
                .movePointLeft(2)
                .longValue());
    }

    public Limit<Duration> staleAfter(Channel channel) {
        return Objects.requireNonNull(staleAfter.get(channel));
    }

    public Limit<Duration> missingAfter(Channel channel) {
        return Objects.requireNonNull(missingAfter.get(channel));
    }

    static <T> Limit<T> limit(Properties properties, String name, Function<String, T> read) {
        String status = text(properties, name + ".status");
        boolean draft = switch (status) {
            case "DRAFT" -> true;
            case "SIGNED" -> false;
            default -> throw new IllegalArgumentException(name + ".status is neither DRAFT nor SIGNED");
        };
        return new Limit<>(read.apply(text(properties, name + ".value")), text(properties, name + ".source"), draft);
    }

    static String text(Properties properties, String key) {
        String text = properties.getProperty(key, "").trim();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("limits lack " + key);
        }
        return text;
    }
}
