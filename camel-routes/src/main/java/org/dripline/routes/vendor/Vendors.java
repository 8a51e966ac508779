// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * All vendors in use: those shipped, and a site's own, which are asked first and may replace a shipped one by its name.
 *
 * <p>Immutable; safe for use by many threads.
 */
public final class Vendors {

    private static final String FILES = "classpath*:org/dripline/routes/vendor/*.yaml";
    /** What is true of all: every other file is like it. */
    private static final String GENERIC = "generic";

    private final Map<String, Vendor> byName;
    private final List<Vendor> own;
    private final List<Vendor> shipped;
    private final Vendor generic;

    private Vendors(Map<String, Vendor> byName, List<Vendor> own, List<Vendor> shipped, Vendor generic) {
        this.byName = Map.copyOf(byName);
        this.own = List.copyOf(own);
        this.shipped = List.copyOf(shipped);
        this.generic = generic;
    }

    /** Those shipped. A mistake in them stops the start. */
    public static Vendors shipped() {
        return of(List.of());
    }

    /**
     * Those shipped and the {@code *.yaml} of a folder.
     *
     * @throws WrongVendorFile naming file and line of the first mistake
     */
    public static Vendors with(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return of(files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList());
        } catch (IOException unreadable) {
            throw new WrongVendorFile(folder.toString(), 1, "The folder cannot be read. Look at its name and rights.");
        }
    }

    private static Vendors of(List<Path> own) {
        Map<String, Vendor> shipped = readShipped();
        Map<String, Vendor> owned = new LinkedHashMap<>();
        for (Path file : own) {
            String name = String.valueOf(file.getFileName());
            Vendor vendor = VendorFile.read(name, text(file), other -> find(shipped, other));
            owned.put(vendor.name(), vendor);
        }
        Map<String, Vendor> all = new LinkedHashMap<>(shipped);
        all.putAll(owned);
        List<Vendor> others = shipped.values().stream()
                .filter(vendor -> !owned.containsKey(vendor.name()))
                .toList();
        return new Vendors(
                all,
                distinct(List.copyOf(owned.values())),
                distinct(others),
                find(all, GENERIC).orElseThrow());
    }

    private static Map<String, Vendor> readShipped() {
        Map<String, Vendor> shipped = new LinkedHashMap<>();
        try {
            List<Resource> files = new ArrayList<>(List.of(
                    new PathMatchingResourcePatternResolver(Vendors.class.getClassLoader()).getResources(FILES)));
            files.sort(Comparator.comparing((Resource file) -> !(GENERIC + ".yaml").equals(file.getFilename()))
                    .thenComparing(file -> String.valueOf(file.getFilename())));
            for (Resource file : files) {
                Vendor vendor = VendorFile.read(
                        String.valueOf(file.getFilename()),
                        file.getContentAsString(StandardCharsets.UTF_8),
                        other -> find(shipped, other));
                shipped.put(vendor.name(), vendor);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return shipped;
    }

    private static Optional<Vendor> find(Map<String, Vendor> vendors, String name) {
        return Optional.ofNullable(vendors.get(name));
    }

    /** Two files that ask for the same would make it chance which one is used. */
    private static List<Vendor> distinct(List<Vendor> vendors) {
        List<Vendor.Identity> seen = new ArrayList<>();
        for (Vendor vendor : vendors) {
            for (Vendor.Identity identity : vendor.identities()) {
                if (seen.stream().anyMatch(identity::asks)) {
                    throw new WrongVendorFile(
                            vendor.name() + ".yaml",
                            identity.line(),
                            "Another file recognises its sender by the same. Make one of them stricter.");
                }
                seen.add(identity);
            }
        }
        return vendors;
    }

    /** The one that is recognised most strictly, a site's own before one that is shipped; else the generic one. */
    public Vendor of(Sender sender) {
        return strictest(own, sender).or(() -> strictest(shipped, sender)).orElse(generic);
    }

    private static Optional<Vendor> strictest(List<Vendor> vendors, Sender sender) {
        Vendor found = null;
        int strictness = 0;
        for (Vendor vendor : vendors) {
            int fits = vendor.identities().stream()
                    .filter(identity -> identity.fits(sender))
                    .mapToInt(Vendor.Identity::strictness)
                    .max()
                    .orElse(0);
            if (fits > strictness) {
                found = vendor;
                strictness = fits;
            }
        }
        return Optional.ofNullable(found);
    }

    /** By name. */
    public Optional<Vendor> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them, by name. */
    public List<Vendor> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(Vendor::name))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new WrongVendorFile(
                    String.valueOf(file.getFileName()), 1, "The file cannot be read as UTF-8. Save it as UTF-8.");
        }
    }
}
