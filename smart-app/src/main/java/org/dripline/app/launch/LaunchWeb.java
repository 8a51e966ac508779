// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

/** How the app sits in Spring MVC. Everything is bound to paths below {@code /app}; the process may serve others. */
@Configuration(proxyBeanMethods = false)
class LaunchWeb {

    private static final String TEMPLATES = "classpath:/org/dripline/app/";

    /** Templates lie beside the package whose pages they are: view {@code session/screen} is of {@code app.session}. */
    @Bean
    SpringResourceTemplateResolver appTemplateResolver() {
        var resolver = new SpringResourceTemplateResolver();
        resolver.setPrefix(TEMPLATES);
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setCheckExistence(true);
        resolver.setOrder(0);
        return resolver;
    }

    @Bean
    WebMvcConfigurer appWeb(LaunchGate appLaunchGate) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(appLaunchGate).addPathPatterns(LaunchPaths.SCREEN_PATTERN);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(appLaunchGate);
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler(LaunchPaths.ASSETS + "**")
                        .addResourceLocations(TEMPLATES + "assets/")
                        .setCacheControl(CacheControl.noCache());
                registry.addResourceHandler(LaunchPaths.WEBJARS + "**")
                        .addResourceLocations("classpath:/META-INF/resources/webjars/")
                        .setCacheControl(CacheControl.noCache());
            }
        };
    }
}
