// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A content security policy for HAPI's page about the API, which has none: its scripts and styles are this server's own
 * files, and the one script within the page gets a one-time word. Style attributes, which the page's elements have,
 * load nothing.
 */
final class SwaggerPolicy extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String SCRIPT = "<script>";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String nonce = PageTemplate.nonce();
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self' 'nonce-" + nonce
                        + "'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:;"
                        + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        if (!request.getRequestURI().matches(".*(/|/swagger-ui|\\.html)")) {
            chain.doFilter(request, response);
            return;
        }
        ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        if (page.getContentType() == null || !page.getContentType().contains("html")) {
            page.copyBodyToResponse();
            return;
        }
        byte[] html = new String(page.getContentAsByteArray(), StandardCharsets.UTF_8)
                .replaceFirst(SCRIPT, "<script nonce=\"" + nonce + "\">")
                .getBytes(StandardCharsets.UTF_8);
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }
}
