// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole guide, made anew from what is committed, read page by page. */
class GuideIT {

    private static final Path MODULE = Path.of("");
    private static final Path BUILT = Path.of("target/classes/org/dripline/ig");
    private static final Pattern ADDRESS = Pattern.compile("\\b(href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]*)\"");
    private static final Pattern LOADED = Pattern.compile(
            "<(?:script|img|iframe|source|audio|video|object|embed)\\b[^>]*?(?:src|data)=\"([^\"]*)\"|<link\\b[^>]*?href=\"([^\"]*)\"");

    private static final Map<String, Set<String>> IDS = new HashMap<>();

    private static Inventory inventory = Inventory.read(MODULE, FhirContext.forR4Cached());
    private static SortedMap<String, byte[]> files = new TreeMap<>();

    @BeforeAll
    static void make() throws IOException {
        Path scratch = Files.createDirectories(Path.of("target/guide-it"));
        files = Guide.files(inventory, FhirContext.forR4Cached(), scratch);
    }

    static Stream<String> pages() {
        return files.keySet().stream().filter(path -> path.endsWith(".html"));
    }

    static Stream<MetadataResource> artefacts() {
        return inventory.artefacts().stream();
    }

    @Test
    void theBuildOfAnotherProcessWroteTheSameBytes() throws IOException {
        Map<String, byte[]> built = new TreeMap<>();
        for (Path file : Folders.files(BUILT, "").toList()) {
            built.put(BUILT.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }

        assertThat(built.keySet()).isEqualTo(files.keySet());
        assertThat(built).allSatisfy((path, bytes) -> assertThat(bytes).as(path).isEqualTo(files.get(path)));
    }

    @ParameterizedTest
    @MethodSource("artefacts")
    void everyArtefactHasAPageThatSaysWhatItIs(MetadataResource artefact) {
        String page = text(Names.page(artefact));

        assertThat(page)
                .contains("<h1>" + Html.escape(Names.title(artefact)) + "</h1>")
                .contains(Html.escape(Names.url(artefact)))
                .contains("draft")
                .contains("href=\"" + Names.file(artefact) + ".json\"");
        if (artefact.hasExperimental()) {
            assertThat(page).contains("draft, experimental, version");
        }
        assertThat(text("artefacts.html")).contains("href=\"" + Names.page(artefact) + "\"");
        assertThat(text("find.html")).contains("href=\"" + Names.page(artefact) + "\"");
        assertThat(text(Names.file(artefact) + ".json")).contains("\"" + Names.id(artefact) + "\"");
    }

    @ParameterizedTest
    @MethodSource("artefacts")
    void everyRuleHasItsWordsAndItsConsequenceOnThePage(MetadataResource artefact) {
        if (artefact instanceof StructureDefinition definition) {
            String page = text(Names.page(artefact));
            assertThat(Invariant.of(definition)).allSatisfy(invariant -> {
                String rule = between(page, "<div id=\"" + invariant.key() + "\">", "</div>");
                assertThat(rule)
                        .contains(Html.escape(invariant.words()))
                        .contains(invariant.refuses() ? ">Refused<" : ">Kept, with a warning<")
                        .contains(Html.escape(invariant.expression()));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("artefacts")
    void everyStructureShowsItsElements(MetadataResource artefact) {
        if (artefact instanceof StructureDefinition definition) {
            String page = text(Names.page(artefact));
            String differential = between(page, "aria-label=\"Differential of", "<h2");
            String snapshot = between(page, "aria-label=\"Snapshot of", "<h2");

            assertThat(differential).contains("<th scope=\"row\" class=\"depth-0\">");
            assertThat(rows(snapshot)).isGreaterThan(rows(differential));
            assertThat(text(Names.file(artefact) + ".json")).contains("\"snapshot\"");
            assertThat(definition.hasSnapshot()).isFalse();
        } else {
            assertThat(between(text(Names.page(artefact)), "<div class=\"narrative\">", "<footer"))
                    .hasSizeGreaterThan(80);
        }
    }

    @Test
    void everyExampleStandsOnThePageOfItsProfileWithWhatComesOfIt() {
        for (Example example : inventory.examples()) {
            String page = text("StructureDefinition-" + example.profile() + ".html");
            int file = page.indexOf("href=\"" + example.path() + "\"");
            assertThat(file).as(example.path()).isPositive();
            String heading = page.substring(page.lastIndexOf("<summary>", file), file);
            assertThat(heading).as(example.path()).contains(Html.escape(example.heading()));
            assertThat(page.indexOf(Html.escape(example.json().strip()), file))
                    .as(example.path())
                    .isPositive();
            example.complaints()
                    .forEach(complaint -> assertThat(heading)
                            .as(example.path())
                            .contains(Invariant.consequence(complaint.severity()))
                            .contains(Html.escape(complaint.words())));
        }
    }

    @Test
    void everyWorkflowNamesArtefactsThatThereAre() {
        ChapterText text = new ChapterText(inventory);
        assertThat(inventory.chapters()).isNotEmpty().allSatisfy(chapter -> {
            if (chapter.kind() == Chapter.Kind.WORKFLOW) {
                assertThat(inventory.usedBy(chapter)).as(chapter.name()).isNotEmpty();
            }
            assertThat(ChapterText.REFERENCE.matcher(chapter.markdown()).results())
                    .allSatisfy(reference -> assertThat(text.artefact(reference.group(1)))
                            .as(chapter.name() + " names " + reference.group(1))
                            .isPresent());
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noLinkWithinTheGuideIsDead(String page) {
        List<String> dead = new ArrayList<>();
        Matcher address = ADDRESS.matcher(text(page));
        while (address.find()) {
            String target = address.group(2).replace("&amp;", "&");
            if (!target.startsWith("http://") && !target.startsWith("https://") && !leads(page, target)) {
                dead.add(target);
            }
        }
        assertThat(dead).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingIsLoadedFromElsewhereAndNothingIsStyledInPlace(String page) {
        Matcher loaded = LOADED.matcher(text(page));
        while (loaded.find()) {
            String target = loaded.group(1) == null ? loaded.group(2) : loaded.group(1);
            assertThat(files).containsKey(target);
        }
        assertThat(text(page)).doesNotContain(" style=\"", "<style", " onclick=", "javascript:", "data:");
    }

    @Test
    void theStylesLoadNothing() {
        assertThat(files.keySet().stream().filter(path -> path.endsWith(".css")))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(text(path)).doesNotContain("url(", "@import"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageHasOneHeadlineAndEachIdOnce(String page) {
        List<String> ids =
                ID.matcher(text(page)).results().map(match -> match.group(1)).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(text(page).split("<h1>", -1)).hasSize(2);
        assertThat(text(page)).contains("<b>Draft</b> · experimental");
    }

    @Test
    void everyCodeOfOursIsOnTheTerminologyPage() {
        String page = text("terminology.html");
        assertThat(artefacts().filter(artefact -> artefact.fhirType().equals("CodeSystem")))
                .allSatisfy(system -> assertThat(page).contains("id=\"" + Names.id(system) + "\""));
        assertThat(page).contains("Units (UCUM)").contains("<code>mL/h</code>");
    }

    private static boolean leads(String page, String target) {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        String to = path.isEmpty() ? page : path;
        if (!files.containsKey(to)) {
            return false;
        }
        return hash < 0 || idsOf(to).contains(target.substring(hash + 1));
    }

    private static Set<String> idsOf(String page) {
        return IDS.computeIfAbsent(
                page,
                any -> ID.matcher(text(page))
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet()));
    }

    private static int rows(String table) {
        return table.split("<tr>", -1).length;
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        assertThat(from).as(start).isGreaterThanOrEqualTo(0);
        int to = text.indexOf(end, from);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    private static String text(String path) {
        assertThat(files).containsKey(path);
        return new String(files.get(path), StandardCharsets.UTF_8);
    }
}
