// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every page has around its text: head, menu, the mark that all of it is a draft, and the foot. Styles come from
 * the design every page of Dripline shares. Nothing is loaded from elsewhere, and without JavaScript nothing is missing
 * but the filter of the index.
 */
final class Layout {

    /** A page that is not written as a chapter. */
    record Place(String path, String title) {}

    static final Place WORKFLOWS = new Place("workflows.html", "Workflows");
    static final Place ARTEFACTS = new Place("artefacts.html", "Artefacts");
    static final Place TERMINOLOGY = new Place("terminology.html", "Terminology");
    static final Place INDEX = new Place("find.html", "Index");

    private final PackageDescription description;
    private final List<Place> menu;

    Layout(Inventory inventory) {
        this.description = inventory.description();
        List<Place> chapters = inventory.chapters().stream()
                .filter(chapter -> chapter.kind() == Chapter.Kind.PAGE)
                .map(chapter -> new Place(chapter.path(), chapter.menu()))
                .toList();
        this.menu = Stream.of(
                        chapters.stream().limit(1),
                        Stream.of(WORKFLOWS, ARTEFACTS, TERMINOLOGY, INDEX),
                        chapters.stream().skip(1))
                .flatMap(places -> places)
                .toList();
    }

    /**
     * A whole page.
     *
     * @param path of the page; it may not lie in a folder
     * @param under the page of the menu it belongs to, which may be itself
     * @param main HTML of its text, from the first heading on
     */
    String page(String path, String under, String title, String main) {
        String places = menu.stream()
                .map(place -> "<li><a href=\"" + place.path() + "\""
                        + (place.path().equals(path)
                                ? " aria-current=\"page\""
                                : place.path().equals(under) ? " aria-current=\"true\"" : "")
                        + ">" + Html.escape(place.title()) + "</a></li>")
                .collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s · %2$s</title>
                <link rel="icon" href="design/icons/drop.svg" type="image/svg+xml">
                <link rel="stylesheet" href="design/tokens.css">
                <link rel="stylesheet" href="design/base.css">
                <link rel="stylesheet" href="guide.css">
                <script src="guide.js" defer></script>
                </head>
                <body>
                <a class="skip" href="#main">To the text</a>
                <header class="top">
                <a class="brand" href="index.html"><img src="design/icons/drop.svg" alt="" width="22" height="22">%2$s</a>
                <p class="draft"><b>Draft</b> · experimental · %3$s</p>
                <nav aria-label="Guide">
                <ul>
                %4$s
                </ul>
                </nav>
                </header>
                <main id="main" tabindex="-1">
                %5$s
                </main>
                <footer class="foot">
                <p>%2$s, package <code>%6$s</code> %3$s, FHIR %7$s. Licence: Apache-2.0. \
                Not a medical device and not an alarm system. <a href="notices.html">Notices</a></p>
                </footer>
                </body>
                </html>
                """.formatted(
                        Html.escape(title),
                        PackageDescription.TITLE,
                        Html.escape(description.version()),
                        places,
                        main.strip(),
                        PackageDescription.NAME,
                        Html.escape(description.fhirVersion()));
    }
}
