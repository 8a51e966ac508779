// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;

/** The whole guide with the package in it, as files by path. The same inventory makes the same bytes. */
final class Guide {

    private final Inventory inventory;
    private final FhirContext fhir;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    private Guide(Inventory inventory, FhirContext fhir) {
        this.inventory = inventory;
        this.fhir = fhir;
    }

    /** @param scratch an existing folder for what HL7's renderers write beside what they return */
    static SortedMap<String, byte[]> files(Inventory inventory, FhirContext fhir, Path scratch) {
        Guide guide = new Guide(inventory, fhir);
        guide.write(scratch);
        return guide.files;
    }

    private void write(Path scratch) {
        IParser parser = fhir.newJsonParser().setPrettyPrint(true);
        Map<String, String> committed = new TreeMap<>();
        inventory
                .artefacts()
                .forEach(artefact -> committed.put(Names.file(artefact), parser.encodeResourceToString(artefact)));
        Renderings renderings = new Renderings(inventory, scratch.toString(), committed);
        HouseStyle style = new HouseStyle(new GuideLinks(inventory)::of);
        Layout layout = new Layout(inventory);

        Map<String, String> published = new TreeMap<>(committed);
        ArtefactPage artefactPage = new ArtefactPage(inventory, renderings, style, committed);
        for (MetadataResource artefact : inventory.artefacts()) {
            if (artefact instanceof StructureDefinition definition) {
                published.put(Names.file(artefact), parser.encodeResourceToString(renderings.withSnapshot(definition)));
            }
            page(
                    layout,
                    Names.page(artefact),
                    Layout.ARTEFACTS.path(),
                    Names.title(artefact),
                    artefactPage.of(artefact));
        }
        published.forEach((name, text) -> file(name + ".json", text));
        inventory.examples().forEach(example -> file(example.path(), example.json()));

        Overview overview = new Overview(inventory, committed);
        for (Chapter chapter : inventory.chapters()) {
            String under = chapter.kind() == Chapter.Kind.WORKFLOW ? Layout.WORKFLOWS.path() : chapter.path();
            page(layout, chapter.path(), under, chapter.title(), overview.chapter(chapter));
        }
        place(layout, Layout.WORKFLOWS, overview.workflows());
        place(layout, Layout.ARTEFACTS, overview.artefacts());
        place(layout, Layout.TERMINOLOGY, overview.terminology());
        place(layout, Layout.INDEX, overview.index());

        files.put(inventory.description().fileName(), new FhirPackage(inventory, fhir, published).bytes());
        Design.files().forEach(files::put);
    }

    private void place(Layout layout, Layout.Place place, String main) {
        page(layout, place.path(), place.path(), place.title(), main);
    }

    private void page(Layout layout, String path, String under, String title, String main) {
        file(path, layout.page(path, under, title, main));
    }

    private void file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
