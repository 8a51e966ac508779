// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * A page of the server that needs no other file: a Thymeleaf template and its style sheet of the same name beside a
 * class, with the design all pages share. The template puts {@code ${style}} into its head.
 */
public final class PageTemplate {

    private static final String DESIGN = "org/dripline/design/";

    private final SpringTemplateEngine templates = new SpringTemplateEngine();
    private final String name;
    private final String style;

    /**
     * @param beside the class whose package has the files
     * @param name of both, without their endings
     */
    public PageTemplate(Class<?> beside, String name) {
        String folder = beside.getPackageName().replace('.', '/') + "/";
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(beside.getClassLoader());
        resolver.setPrefix(folder);
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        templates.setTemplateResolver(resolver);
        this.name = name;
        this.style = text(DESIGN + "tokens.css") + text(DESIGN + "base.css") + text(folder + name + ".css");
    }

    /** The page as HTML, in English. */
    public String html(Map<String, Object> variables) {
        Context page = new Context(Locale.ENGLISH, variables);
        page.setVariable("style", style);
        return templates.process(name, page);
    }

    private static String text(String file) {
        try {
            return new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("Missing from the class path: " + file, missing);
        }
    }
}
