// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.guide;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Static files at {@code /ig/}. A browser asks each time whether a page is still the one it has (ETag of the content:
 * the files of a jar all have the same time), and loads nothing from elsewhere.
 */
@Configuration(proxyBeanMethods = false)
class GuideConfiguration implements WebMvcConfigurer {

    private static final String PAGES = "/ig/**";
    private static final String ONLY_OURS =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(PAGES)
                .addResourceLocations("classpath:/org/dripline/ig/")
                .setUseLastModified(false)
                .setEtagGenerator(GuideConfiguration::etag)
                .setCacheControl(CacheControl.noCache());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/ig", "/ig/");
        registry.addViewController("/ig/").setViewName("forward:/ig/index.html");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                        response.setHeader("Content-Security-Policy", ONLY_OURS);
                        response.setHeader("X-Content-Type-Options", "nosniff");
                        return true;
                    }
                })
                .addPathPatterns(PAGES);
    }

    private static String etag(Resource file) {
        try {
            return '"' + DigestUtils.md5DigestAsHex(file.getContentAsByteArray()) + '"';
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
