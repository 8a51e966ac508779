// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** What exists where requests are authorized ({@link AccessSettings#asksForTokens}). */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Conditional(WhereTokensAreAsked.Asked.class)
public @interface WhereTokensAreAsked {

    /** Reads the environment. */
    final class Asked implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata what) {
            return AccessSettings.asksForTokens(context.getEnvironment());
        }
    }
}
