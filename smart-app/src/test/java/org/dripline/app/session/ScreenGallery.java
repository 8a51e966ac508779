// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes every state of the screen to {@code target/gallery} as pages that need no server, for the eye. */
final class ScreenGallery {

    private ScreenGallery() {}

    public static void main(String[] arguments) throws IOException {
        Path gallery = Path.of("target", "gallery");
        Files.createDirectories(gallery);
        Map<String, SessionView> views = new LinkedHashMap<>();
        views.put("running", SampleSessions.at(SampleSessions.UNEVENTFUL, 25));
        views.put("paused", SampleSessions.at(SampleSessions.OCCLUSION, 14));
        views.put("resumed", SampleSessions.at(SampleSessions.OCCLUSION, 30));
        views.put("unknown", SampleSessions.at(SampleSessions.UNEVENTFUL, 27, 22, 23));
        views.put("completed", SampleSessions.at(SampleSessions.UNEVENTFUL, 52));
        views.put("before", SampleSessions.at(SampleSessions.UNEVENTFUL, -4));
        for (Map.Entry<String, SessionView> entry : views.entrySet()) {
            write(
                    gallery,
                    entry.getKey(),
                    Screens.screen(SessionPage.of(entry.getValue(), Screens.ZONE, null), entry.getValue()));
        }
        write(
                gallery,
                "away",
                Screens.screen(
                        SessionPage.of(
                                views.get("unknown"),
                                Screens.ZONE,
                                "The record cannot be reached since 10:23:10. Values are as of then."),
                        views.get("unknown")));
        write(
                gallery,
                "lost",
                Screens.screen(SessionPage.of(views.get("running"), Screens.ZONE, null), views.get("running"))
                        .replace("<body", "<body class=\"kept\"")
                        .replace(
                                "id=\"connection\" role=\"status\" aria-live=\"polite\">",
                                "id=\"connection\" role=\"status\">Connection lost. Values as of 10:25:07."));
        write(gallery, "empty", Screens.screen(SessionPage.empty(SampleSessions.START, Screens.ZONE, null), null));
        write(gallery, "loading", Screens.screen(SessionPage.loading(SampleSessions.START, Screens.ZONE), null));
        write(
                gallery,
                "error",
                Screens.screen(
                        SessionPage.error(
                                SampleSessions.START, Screens.ZONE, "The record cannot be reached since 10:23:10."),
                        null));
    }

    private static void write(Path gallery, String name, String page) throws IOException {
        Path module = Path.of("").toAbsolutePath();
        String assets = module.resolve("src/main/resources/org/dripline/app/assets")
                .toUri()
                .toString();
        String design = module.resolveSibling("profiles/src/main/resources/org/dripline/design")
                .toUri()
                .toString();
        Files.writeString(
                gallery.resolve(name + ".html"),
                page.replace("<body data-connection=\"lost\">", "<body>")
                        .replace("../../assets/design/", design + "/")
                        .replace("../../assets/", assets + "/")
                        .replaceAll("<script[^>]*></script>", ""));
    }
}
