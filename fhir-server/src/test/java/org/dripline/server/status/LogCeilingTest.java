// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogCeilingTest {

    private final LoggerContext logging = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    LogCeilingTest() {
        new LogCeiling().putOn(logging);
        hearEverything();
    }

    private void hearEverything() {
        written.start();
        Logger root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.TRACE);
        root.addAppender(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.hibernate.orm.jdbc.bind",
                "org.hibernate.SQL",
                "org.postgresql.core.v3.QueryExecutorImpl",
                "org.apache.coyote.http11.Http11InputBuffer",
                "org.apache.tomcat.util.http.Parameters",
                "org.apache.catalina.connector.CoyoteAdapter",
                "org.springframework.web.HttpLogging",
                "org.springframework.web.client.RestTemplate",
                "org.springframework.http.codec.json.Jackson2JsonEncoder",
                "org.springframework.security.web.FilterChainProxy",
                "org.springframework.session.web.http.SessionRepositoryFilter.SESSION_LOGGER",
                "org.thymeleaf.TemplateEngine",
                "jdk.httpclient.HttpClient",
                "jdk.internal.httpclient.debug",
                "ca.uhn.fhir.rest.client.interceptor.LoggingInterceptor",
                "ca.uhn.fhir.parser.JsonParser",
                "ca.uhn.hl7v2.parser.PipeParser",
                "org.apache.camel.processor.Pipeline",
                "io.netty.handler.logging.LoggingHandler",
                "a.library.nobody.has.read",
                "ca.uhn.fhir.jpa.search.builder.tasks.SearchTask",
                "ca.uhn.fhir.jpa.search.builder.sql.SearchQueryExecutor"
            })
    void whatLeaksBelowInfoStaysSilentWhateverItsLevel(String name) {
        Logger logger = logging.getLogger(name);
        logger.setLevel(Level.TRACE);

        logger.trace("content");
        logger.debug("content");

        assertThat(written.list).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ca.uhn.fhir.rest.server.interceptor.ExceptionHandlingInterceptor",
                "ca.uhn.fhir.interceptor.executor.BaseInterceptorService"
            })
    void whatQuotesContentInWarningsIsSilentAltogether(String name) {
        logging.getLogger(name).error("content");

        assertThat(written.list).isEmpty();
    }

    @Test
    void whatIsSilentAltogetherIsThere() {
        assertThat(LogCeiling.SILENT).allSatisfy(Class::forName);
    }

    @Test
    void aConfigurationThatIsReadAgainDoesNotLiftIt() {
        logging.reset();
        hearEverything();
        logging.reset();
        hearEverything();

        logging.getLogger("ca.uhn.fhir.interceptor.executor.BaseInterceptorService")
                .error("content");
        logging.getLogger("org.hibernate.SQL").debug("content");
        logging.getLogger("org.hibernate.Version").info("count=3");

        assertThat(written.list).hasSize(1);
        assertThat(logging.getTurboFilterList()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.dripline.routes.intake", "org.hibernate.Version"})
    void theRestIsHeard(String name) {
        logging.getLogger(name).info("count=3");

        assertThat(written.list).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org.dripline.server.storage.EmbeddedPostgres", "org.springframework.boot.SpringApplication"})
    void ourOwnCodeAndTheStartAreHeardBelowInfo(String name) {
        logging.getLogger(name).debug("count=3");

        assertThat(written.list).hasSize(1);
    }
}
