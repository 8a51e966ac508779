// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders the session screen's template without a server. */
final class Screens {

    static final ZoneId ZONE = ZoneOffset.UTC;
    static final Identity IDENTITY =
            Identity.of("TESTWELL-ALPHA, Synthia", "1984-03-11", "female", "SYN-0001", LocalDate.of(2026, 1, 5));

    private static final SpringTemplateEngine ENGINE = engine();

    private Screens() {}

    static String screen(SessionPage page, @Nullable SessionView view) {
        return screen(IDENTITY, page, view);
    }

    static String screen(Identity identity, SessionPage page, @Nullable SessionView view) {
        return render("session/screen", identity, page, view);
    }

    static String render(String template, SessionPage page, @Nullable SessionView view) {
        return render(template, IDENTITY, page, view);
    }

    private static String render(String template, Identity identity, SessionPage page, @Nullable SessionView view) {
        Context model = new Context();
        model.setVariables(Map.of(
                "identity",
                identity,
                "fullBanner",
                true,
                "hostStyled",
                false,
                "demoClock",
                false,
                "page",
                page,
                "zone",
                ZONE,
                "marks",
                SessionMarks.NONE));
        model.setVariable("seen", 1);
        model.setVariable("chartMark", "1");
        model.setVariable("rowsMark", "1");
        model.setVariable("charts", view == null ? null : charts(view));
        model.setVariable("rows", view == null ? null : view.course().rows());
        int fragment = template.indexOf(" :: ");
        return fragment < 0
                ? ENGINE.process(template, model)
                : ENGINE.process(
                        template.substring(0, fragment), java.util.Set.of(template.substring(fragment + 4)), model);
    }

    static List<String> charts(SessionView view) {
        return Arrays.stream(SessionChart.Size.values())
                .map(size -> SessionChart.svg(view.course(), view.now(), ZONE, size))
                .toList();
    }

    private static SpringTemplateEngine engine() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("org/dripline/app/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }
}
