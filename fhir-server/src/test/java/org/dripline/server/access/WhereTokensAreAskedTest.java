// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whoever brings an application.yml of their own has not opened the record. */
class WhereTokensAreAskedTest {

    @ParameterizedTest
    @ValueSource(strings = {"server.port=0", "dripline.access.mode=smart"})
    void tokensAreAskedUnlessOpenIsSaid(String setting) {
        assertThat(isAsked(setting)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dripline.access.mode=open", "dripline.access.mode=OPEN"})
    void onlyOpenIsOpen(String setting) {
        assertThat(isAsked(setting)).isFalse();
    }

    private static boolean isAsked(String setting) {
        boolean[] asked = new boolean[1];
        new ApplicationContextRunner()
                .withUserConfiguration(Guarded.class)
                .withPropertyValues(setting)
                .run(context -> {
                    asked[0] = context.containsBean("guard");
                    // What is bound later is of one mind with what was made.
                    assertThat(context.getBean(AccessSettings.class).asksForSecondPerson())
                            .isEqualTo(asked[0]);
                });
        return asked[0];
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AccessSettings.class)
    static class Guarded {

        @Bean
        @WhereTokensAreAsked
        String guard() {
            return "here";
        }
    }
}
