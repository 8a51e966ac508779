// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.ApplicationConversionService;

/** Records that hold a secret of a setting may end in a message or a log line; the secret does not. */
class SecretsNeverPrintedTest {

    private static final String SECRET = "synthetic-secret-5521";
    private static final Pattern SECRETS = Pattern.compile("(?i)(password|secret)$");

    static List<Class<?>> records() {
        List<Class<?>> found = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.dripline").stream()
                        .filter(JavaClass::isRecord)
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type -> secrets(type).findAny().isPresent())
                        .toList();
        assertThat(found).extracting(Class::getSimpleName).contains("DatabaseSettings", "JournalProperties");
        return found;
    }

    @ParameterizedTest
    @MethodSource("records")
    void isNotInItsText(Class<?> type) throws ReflectiveOperationException {
        assertThat(filled(type).toString()).doesNotContain(SECRET);
    }

    private static Stream<RecordComponent> secrets(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(part -> part.getType() == String.class
                        && SECRETS.matcher(part.getName()).find());
    }

    /** With its defaults, and the secret in each place for one. */
    private static Object filled(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] parts = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        Set<String> secret =
                Set.copyOf(secrets(type).map(RecordComponent::getName).toList());
        @Nullable Object[] values = new @Nullable Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = secret.contains(parts[i].getName())
                    ? SECRET
                    : value(parts[i].getType(), constructor.getParameters()[i].getAnnotation(DefaultValue.class));
        }
        return constructor.newInstance(values);
    }

    private static @Nullable Object value(Class<?> type, @Nullable DefaultValue usual) {
        if (usual != null && usual.value().length > 0) {
            return ApplicationConversionService.getSharedInstance()
                    .convert(type == List.class ? usual.value() : usual.value()[0], type);
        }
        if (type == String.class) {
            return "x";
        }
        return type == URI.class ? URI.create("https://x.example") : type == List.class ? List.of() : null;
    }
}
