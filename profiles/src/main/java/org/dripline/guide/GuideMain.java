// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Run by the build: writes the guide, and the package beside it, when what they are made of has changed.
 *
 * <pre>GuideMain MODULE CLASSES SITE</pre>
 *
 * MODULE is the folder of the module {@code profiles}, CLASSES the folder its classes were compiled to, SITE the folder
 * that will hold the guide and nothing else. The package is also written to {@code MODULE/target}.
 */
public final class GuideMain {

    private static final String MADE_OF = "guide-inputs.sha256";

    private GuideMain() {}

    public static void main(String[] arguments) throws IOException {
        Path module = Path.of(arguments[0]);
        Path classes = Path.of(arguments[1]);
        Path site = Path.of(arguments[2]);
        Path target = module.resolve("target");
        Path digestFile = target.resolve(MADE_OF);
        String digest = digest(module, classes, site);
        if (Files.exists(site.resolve("index.html"))
                && Files.exists(digestFile)
                && Files.readString(digestFile).equals(digest)) {
            return;
        }
        Files.deleteIfExists(digestFile);
        FhirContext fhir = FhirContext.forR4();
        Inventory inventory = Inventory.read(module, fhir);
        Path scratch = Files.createDirectories(target.resolve("guide-scratch"));
        SortedMap<String, byte[]> files = Guide.files(inventory, fhir, scratch);
        Folders.remove(scratch);
        Folders.remove(site);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = site.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        String name = inventory.description().fileName();
        Files.copy(site.resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(digestFile, digest);
    }

    /** Of everything the guide is made of, its own code included. */
    private static String digest(Path module, Path classes, Path site) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Path[] inputs = Stream.of(
                            Stream.of(module.resolve("pom.xml"), module.resolve("ig/sushi-config.yaml")),
                            Folders.files(module.resolve("ig/input/pagecontent"), ".md"),
                            Folders.files(module.resolve("src/test/resources/fhir"), ""),
                            Folders.files(classes, "").filter(file -> !file.startsWith(site)))
                    .flatMap(files -> files)
                    .toArray(Path[]::new);
            for (Path input : inputs) {
                digest.update(input.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(input));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
