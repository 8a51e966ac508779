// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.ImplementationGuide.GuidePageGeneration;
import org.hl7.fhir.r4.model.ImplementationGuide.SPDXLicense;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.UrlType;
import org.hl7.fhir.utilities.npm.NpmPackageIndexBuilder;

/**
 * The FHIR package: a gzipped tar with {@code package/package.json}, the index of its files, every artefact (structure
 * definitions with their snapshots), the guide as a resource, and the examples that conform in {@code package/example}.
 * Its bytes depend on its content alone.
 *
 * <p>Source: FHIR NPM Package Specification, https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
final class FhirPackage {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Inventory inventory;
    private final FhirContext fhir;
    private final Map<String, String> jsonByFile;
    private final List<PublishedExample> examples;

    /** An example as the package has it, with an id of its own. */
    private record PublishedExample(Example example, IBaseResource resource) {}

    /** @param jsonByFile text of the artefacts as they are published, by resource type and id */
    FhirPackage(Inventory inventory, FhirContext fhir, Map<String, String> jsonByFile) {
        this.inventory = inventory;
        this.fhir = fhir;
        this.jsonByFile = new TreeMap<>(jsonByFile);
        this.examples = published(inventory, fhir);
    }

    /** The package as bytes. */
    byte[] bytes() {
        Map<String, String> artefacts = new TreeMap<>();
        jsonByFile.forEach((name, text) -> artefacts.put(name + ".json", text));
        Map<String, String> exampleFiles = new TreeMap<>();
        examples.forEach(published -> exampleFiles.put(
                reference(published.resource()).replace('/', '-') + ".json", pretty(published.resource())));
        artefacts.put("ImplementationGuide-" + PackageDescription.NAME + ".json", guide());
        Map<String, String> files = new LinkedHashMap<>();
        files.put("package/package.json", manifest());
        files.put("package/.index.json", index(artefacts));
        artefacts.forEach((name, text) -> files.put("package/" + name, text));
        files.put("package/example/.index.json", index(exampleFiles));
        exampleFiles.forEach((name, text) -> files.put("package/example/" + name, text));
        return archive(files);
    }

    /**
     * The examples that conform, in the order of the inventory. Within a package an id belongs to one resource of its
     * type: where examples share one, the later ones are given the names of their files.
     */
    private static List<PublishedExample> published(Inventory inventory, FhirContext fhir) {
        Set<String> taken = new HashSet<>();
        List<PublishedExample> published = new ArrayList<>();
        for (Example example : inventory.examples()) {
            if (example.isValid()) {
                IBaseResource resource = fhir.newJsonParser().parseResource(example.json());
                for (String id : List.of(example.name(), example.profile() + "-" + example.name())) {
                    if (taken.contains(reference(resource))) {
                        resource.setId(id);
                    }
                }
                taken.add(reference(resource));
                published.add(new PublishedExample(example, resource));
            }
        }
        return published;
    }

    private String manifest() {
        PackageDescription description = inventory.description();
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("name", PackageDescription.NAME);
        manifest.put("version", description.version());
        manifest.put("title", PackageDescription.TITLE);
        manifest.put(
                "description",
                "Profiles, terminology and questionnaires for clinics giving ketamine by infusion. Draft and experimental.");
        manifest.put("type", "IG");
        manifest.put("license", PackageDescription.LICENSE);
        manifest.put("canonical", description.canonical());
        manifest.put("url", description.canonical());
        manifest.put("fhirVersions", List.of(description.fhirVersion()));
        manifest.put("dependencies", new TreeMap<>(description.dependencies()));
        manifest.put("author", "Dripline project");
        manifest.put("directories", new TreeMap<>(Map.of("lib", "package", "example", "example")));
        try {
            return JSON.writeValueAsString(manifest);
        } catch (JsonProcessingException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The index receivers look files up in, made by HL7's own indexer. */
    private static String index(Map<String, String> files) {
        NpmPackageIndexBuilder builder = new NpmPackageIndexBuilder();
        builder.start(null);
        files.forEach((name, text) -> builder.seeFile(name, text.getBytes(StandardCharsets.UTF_8)));
        return builder.build();
    }

    /** The list of everything in the package, as a resource. */
    private String guide() {
        PackageDescription description = inventory.description();
        ImplementationGuide guide = new ImplementationGuide();
        guide.setId(PackageDescription.NAME);
        guide.setUrl(description.canonical() + "/ImplementationGuide/" + PackageDescription.NAME);
        guide.setVersion(description.version());
        guide.setName("DriplineProfiles");
        guide.setTitle(PackageDescription.TITLE);
        guide.setStatus(PublicationStatus.DRAFT);
        guide.setExperimental(true);
        guide.setPublisher("Dripline project");
        guide.setPackageId(PackageDescription.NAME);
        guide.setLicense(SPDXLicense.fromCode(PackageDescription.LICENSE));
        guide.addFhirVersion(FHIRVersion.fromCode(description.fhirVersion()));
        for (MetadataResource artefact : inventory.artefacts()) {
            guide.getDefinition()
                    .addResource()
                    .setReference(new Reference(artefact.fhirType() + "/" + Names.id(artefact)))
                    .setName(Names.title(artefact))
                    .setDescription(artefact.hasDescription() ? artefact.getDescription() : null)
                    .setExample(new BooleanType(false));
        }
        for (PublishedExample published : examples) {
            guide.getDefinition()
                    .addResource()
                    .setReference(new Reference(reference(published.resource())))
                    .setName(published.example().heading())
                    .setExample(new CanonicalType(description.canonical() + "/StructureDefinition/"
                            + published.example().profile()));
        }
        guide.getDefinition()
                .getPage()
                .setName(new UrlType("index.html"))
                .setTitle(PackageDescription.TITLE)
                .setGeneration(GuidePageGeneration.HTML);
        return pretty(guide);
    }

    private static String reference(IBaseResource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    private String pretty(IBaseResource resource) {
        return fhir.newJsonParser().setPrettyPrint(true).encodeResourceToString(resource);
    }

    private static byte[] archive(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(bytes, parameters), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                entry.setModTime(0L);
                entry.setIds(0, 0);
                entry.setNames("", "");
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return bytes.toByteArray();
    }
}
