// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * A page of the server that needs no other file: a Thymeleaf template and its style sheet of the same name beside a
 * class, with the design all pages share. The template puts {@code ${style}} into its head; the style element gets the
 * one-time word that the page's policy names, so a browser applies that style and no other.
 */
public final class PageTemplate {

    private static final String DESIGN = "org/dripline/design/";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 18;

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

    /**
     * One page, for one answer.
     *
     * @param html in English
     * @param policy value of its {@code Content-Security-Policy}: nothing but its own style, in nobody's frame
     */
    public record Page(String html, String policy) {}

    /** The page with these variables. */
    public Page page(Map<String, Object> variables) {
        String nonce = nonce();
        Context page = new Context(Locale.ENGLISH, variables);
        page.setVariable("style", style);
        // The first one is the template's own: what stands before it in the head is escaped.
        String html = templates.process(name, page).replaceFirst("<style", "<style nonce=\"" + nonce + "\"");
        return new Page(
                html, "default-src 'none'; style-src 'nonce-" + nonce + "'; base-uri 'none'; frame-ancestors 'none'");
    }

    /** A word for one answer, by which a browser knows what is the page's own. */
    static String nonce() {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    private static String text(String file) {
        try {
            return new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("Missing from the class path: " + file, missing);
        }
    }
}
