// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.gate.GateProperties;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.rest.Outside;
import org.dripline.server.rest.Withholding;
import org.dripline.server.staff.RecentRoles;
import org.dripline.server.storage.OwnSchema;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is withheld, where requests are authorized. */
@Configuration(proxyBeanMethods = false)
@WhereTokensAreAsked
class SensitiveConfiguration {

    @Bean
    SensitiveLabels sensitiveLabels() {
        return SensitiveLabels.shipped();
    }

    @Bean
    Outside outside(SensitiveLabels sensitiveLabels) {
        return resource -> sensitiveLabels.on(resource).isEmpty();
    }

    @Bean
    BreakGlass breakGlass(OwnSchema accessSchema, AccessSettings settings) {
        return new BreakGlass(accessSchema, settings.sensitive().breakGlass());
    }

    @Bean
    Disclosure disclosure(
            SensitiveLabels sensitiveLabels,
            BreakGlass breakGlass,
            DaoRegistry daos,
            RecentRoles recentRoles,
            AccessSettings settings,
            GateProperties gate,
            DataSource dataSource,
            Clock clinicalClock) {
        return new Disclosure(
                sensitiveLabels,
                new ConsentDirectives(daos, clinicalClock),
                breakGlass,
                new TreatingStaff(recentRoles),
                settings.sensitive(),
                gate.contact(),
                daos,
                dataSource);
    }

    @Bean
    SensitiveGate sensitiveGate(Disclosure disclosure, SensitiveLabels sensitiveLabels) {
        return new SensitiveGate(disclosure, sensitiveLabels);
    }

    @Bean
    Withholding withholding(Disclosure disclosure) {
        return new LabelledRecord(disclosure);
    }

    /** Before the store itself, since the server's own work is the program's, too. */
    @Bean
    SmartInitializingSingleton programLabel(
            IInterceptorService interceptors, SensitiveLabels sensitiveLabels, AccessSettings settings) {
        return () -> {
            if (settings.sensitive().part2Program()) {
                interceptors.registerInterceptor(new ProgramLabel(sensitiveLabels));
            }
        };
    }

    @Bean
    FhirOperation breakGlassOperation(BreakGlass breakGlass) {
        return new BreakGlassOperation(breakGlass);
    }
}
