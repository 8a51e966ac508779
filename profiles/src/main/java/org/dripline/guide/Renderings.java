// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50;
import org.hl7.fhir.convertors.loaders.loaderR5.NullLoaderKnowledgeProviderR5;
import org.hl7.fhir.convertors.loaders.loaderR5.R4ToR5Loader;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r5.conformance.profile.BindingResolution;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.r5.context.ContextUtilities;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.context.SimpleWorkerContext.SimpleWorkerContextBuilder;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.ElementDefinition.ElementDefinitionBindingComponent;
import org.hl7.fhir.r5.model.PackageInformation;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r5.renderers.Renderer.RenderingStatus;
import org.hl7.fhir.r5.renderers.RendererFactory;
import org.hl7.fhir.r5.renderers.StructureDefinitionRenderer;
import org.hl7.fhir.r5.renderers.utils.RenderingContext;
import org.hl7.fhir.r5.renderers.utils.RenderingContext.GenerationRules;
import org.hl7.fhir.r5.renderers.utils.RenderingContext.ResourceRendererMode;
import org.hl7.fhir.r5.renderers.utils.ResourceWrapper;
import org.hl7.fhir.r5.utils.EOperationOutcome;
import org.hl7.fhir.utilities.ByteProvider;
import org.hl7.fhir.utilities.CanonicalPair;
import org.hl7.fhir.utilities.MarkDownProcessor;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * HL7's own renderers and its snapshot generator, on our artefacts. They work on FHIR R5, so each R4 artefact is
 * converted by HL7's converter; snapshots are converted back.
 *
 * <p>Known to it are ours, and of FHIR's definitions what ours name or derive from: reading all of them takes longer
 * than everything else here together.
 */
final class Renderings {

    private static final String STRUCTURES = "http://hl7.org/fhir/StructureDefinition/";
    private static final Pattern CANONICAL = Pattern.compile("\"(https?://[^\"|\\s]+)");

    /** The renderers ask for a folder to write images of tree lines to; our pages draw their own and keep none. */
    private final String scratch;

    private final Inventory inventory;
    private final CoreDefinitions core = CoreDefinitions.read();
    private final SimpleWorkerContext context;
    private final ContextUtilities links;
    private final ProfileUtilities profiles;
    private final Map<String, CanonicalResource> converted = new HashMap<>();
    private final Set<String> loaded = new HashSet<>();
    private final Map<String, MetadataResource> others = new HashMap<>();
    private final List<ValidationMessage> messages = new ArrayList<>();

    /** @param scratch an existing folder for what the renderers write beside the pages */
    Renderings(Inventory inventory, String scratch, Map<String, String> jsonByFile) {
        this.inventory = inventory;
        this.scratch = scratch;
        this.context = emptyContext(inventory.description().fhirVersion());
        this.links = new Links(context);
        inventory.others().forEach(other -> others.put(other.getUrl(), other));
        inventory.artefacts().forEach(this::addOurs);
        core.types().forEach(this::load);
        inventory.artefacts().forEach(artefact -> load(STRUCTURES + artefact.fhirType()));
        jsonByFile.values().forEach(this::loadWhatItNames);
        this.profiles = new ProfileUtilities(context, messages, links).setNewSlicingProcessing(true);
        converted.values().forEach(this::snapshot);
    }

    /** The converted artefact with its snapshot, as R4. */
    org.hl7.fhir.r4.model.StructureDefinition withSnapshot(org.hl7.fhir.r4.model.StructureDefinition definition) {
        org.hl7.fhir.r4.model.StructureDefinition complete = definition.copy();
        org.hl7.fhir.r4.model.StructureDefinition generated = (org.hl7.fhir.r4.model.StructureDefinition)
                VersionConvertorFactory_40_50.convertResource(ours(definition));
        complete.setSnapshot(generated.getSnapshot());
        return complete;
    }

    /** The element tree of a profile or an extension. */
    XhtmlNode tree(org.hl7.fhir.r4.model.StructureDefinition definition, boolean differential) {
        StructureDefinition converted = (StructureDefinition) ours(definition);
        RenderingContext rendering = rendering();
        try {
            return new StructureDefinitionRenderer(rendering)
                    .generateTable(
                            new RenderingStatus(),
                            null,
                            converted,
                            differential,
                            scratch,
                            false,
                            converted.getIdPart(),
                            !differential,
                            SpecificationLinks.R4,
                            "",
                            false,
                            false,
                            new HashSet<>(),
                            false,
                            rendering,
                            "",
                            ResourceWrapper.forResource(rendering, converted),
                            differential ? "differential" : "snapshot");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** What HL7's renderer for this kind of resource makes of it. */
    XhtmlNode narrative(MetadataResource artefact) {
        RenderingContext rendering = rendering();
        CanonicalResource resource = ours(artefact);
        try {
            return RendererFactory.factory(resource, rendering)
                    .buildNarrative(ResourceWrapper.forResource(rendering, resource));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (EOperationOutcome problem) {
            throw new IllegalStateException("HL7's renderer refuses " + Names.file(artefact), problem);
        }
    }

    /** How a value set is called, ours or another's; its URL when nobody here knows it. */
    String titleOf(String canonical) {
        String url = unversioned(canonical);
        return inventory
                .artefact(url)
                .map(Names::title)
                .or(() -> Optional.ofNullable(others.get(url)).map(Names::title))
                .or(() -> core.title(url))
                .orElse(url);
    }

    /** The page about a value set, code system or structure, ours or another's. */
    String pageOf(String canonical) {
        String url = unversioned(canonical);
        Optional<MetadataResource> ours = inventory.artefact(url);
        if (ours.isPresent()) {
            return Names.page(ours.get());
        }
        if (url.contains("/StructureDefinition/")) {
            String id = url.substring(url.lastIndexOf('/') + 1);
            return SpecificationLinks.ofStructure(url, id, "", core.types().contains(url));
        }
        return SpecificationLinks.ofTerminology(url);
    }

    private CanonicalResource ours(MetadataResource artefact) {
        CanonicalResource resource = converted.get(Names.file(artefact));
        if (resource == null) {
            throw new IllegalStateException(Names.file(artefact) + " is not in the inventory");
        }
        return resource;
    }

    private static SimpleWorkerContext emptyContext(String version) {
        try {
            SimpleWorkerContext context = new SimpleWorkerContextBuilder()
                    .withAllowLoadingDuplicates(true)
                    .fromDefinitions(
                            Map.of(
                                    "version.info",
                                    ByteProvider.forBytes(("version=" + version).getBytes(StandardCharsets.UTF_8))),
                            new R4ToR5Loader(Set.of(), new NullLoaderKnowledgeProviderR5(), version),
                            packageOf("hl7.fhir.r4.core", version, SpecificationLinks.R4));
            context.setCanRunWithoutTerminology(true);
            context.setNoTerminologyServer(true);
            context.setExpansionParameters(new Parameters());
            return context;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static PackageInformation packageOf(String name, String version, String web) {
        return new PackageInformation(name, version, "4.0.1", new Date(0), name, web, web);
    }

    private void addOurs(MetadataResource artefact) {
        CanonicalResource resource = (CanonicalResource) VersionConvertorFactory_40_50.convertResource(artefact);
        resource.setWebPath(Names.page(artefact));
        converted.put(Names.file(artefact), resource);
        context.cacheResourceFromPackage(
                resource,
                packageOf(
                        PackageDescription.NAME,
                        inventory.description().version(),
                        inventory.description().canonical()));
    }

    private void loadWhatItNames(String json) {
        Matcher canonical = CANONICAL.matcher(json);
        while (canonical.find()) {
            // A value set is linked by its URL; nobody here looks into it.
            if (!canonical.group(1).contains("/ValueSet/")) {
                load(canonical.group(1));
            }
        }
    }

    /** Makes a definition of another publisher known, with what it derives from; nothing when nobody here has it. */
    private void load(String canonical) {
        String url = unversioned(canonical);
        if (inventory.artefact(url).isPresent() || !loaded.add(url)) {
            return;
        }
        Optional<MetadataResource> found = Optional.ofNullable(others.get(url)).or(() -> core.find(url));
        if (found.isEmpty()) {
            return;
        }
        CanonicalResource resource = (CanonicalResource) VersionConvertorFactory_40_50.convertResource(found.get());
        if (resource instanceof StructureDefinition definition) {
            boolean dataType = definition.getKind() == StructureDefinitionKind.COMPLEXTYPE
                    || definition.getKind() == StructureDefinitionKind.PRIMITIVETYPE;
            definition.setWebPath(SpecificationLinks.ofStructure(
                    url,
                    definition.getIdPart(),
                    definition.getType(),
                    dataType && !definition.getType().equals("Extension")));
            if (definition.hasBaseDefinition()) {
                load(definition.getBaseDefinition());
            }
        } else {
            resource.setWebPath(SpecificationLinks.ofTerminology(url));
        }
        context.cacheResourceFromPackage(
                resource, packageOf("hl7.fhir.r4.core", inventory.description().fhirVersion(), SpecificationLinks.R4));
        if (resource instanceof StructureDefinition definition) {
            List<ElementDefinition> elements = definition.hasSnapshot()
                    ? definition.getSnapshot().getElement()
                    : definition.getDifferential().getElement();
            elements.stream()
                    .flatMap(element -> element.getType().stream())
                    .flatMap(type -> type.getProfile().stream())
                    .forEach(profile -> load(profile.getValue()));
        }
    }

    private void snapshot(CanonicalResource resource) {
        if (resource instanceof StructureDefinition definition && !definition.hasSnapshot()) {
            StructureDefinition base = context.fetchResource(StructureDefinition.class, definition.getBaseDefinition());
            if (base == null) {
                throw new IllegalStateException(definition.getUrl() + " derives from " + definition.getBaseDefinition()
                        + ", which nobody here knows");
            }
            profiles.generateSnapshot(
                    base, definition, definition.getUrl(), "http://hl7.org/fhir/R4", definition.getName());
        }
    }

    private RenderingContext rendering() {
        RenderingContext rendering = new RenderingContext(
                context,
                new MarkDownProcessor(MarkDownProcessor.Dialect.COMMON_MARK),
                null,
                SpecificationLinks.R4,
                "",
                Locale.ENGLISH,
                ResourceRendererMode.TECHNICAL,
                GenerationRules.IG_PUBLISHER);
        rendering.setPkp(links);
        rendering.setDestDir(scratch);
        rendering.setProfileUtilities(profiles);
        // Random names in the pages would make every build another one.
        rendering.setTesting(true);
        return rendering;
    }

    private static String unversioned(String canonical) {
        return CanonicalPair.of(canonical).getUrl();
    }

    /** Where the renderers find the pages of what a profile binds to. */
    private final class Links extends ContextUtilities {

        Links(SimpleWorkerContext context) {
            super(context);
        }

        @Override
        public BindingResolution resolveBinding(
                StructureDefinition definition, ElementDefinitionBindingComponent binding, String path) {
            return resolveBinding(definition, binding.hasValueSet() ? binding.getValueSet() : "", path);
        }

        @Override
        public BindingResolution resolveBinding(StructureDefinition definition, String canonical, String path) {
            BindingResolution binding = new BindingResolution(titleOf(canonical), pageOf(canonical));
            binding.uri = canonical;
            return binding;
        }
    }
}
