// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.AccessTables;
import org.dripline.server.access.AuthorizationChanges;
import org.dripline.server.access.OwnerOnlyFile;
import org.dripline.server.access.Role;
import org.dripline.server.authorization.SmartClient.Proof;
import org.dripline.server.signin.People;
import org.dripline.server.signin.Person;
import org.dripline.server.staff.GivenRoles;
import org.dripline.server.status.StartRefused;
import org.dripline.server.storage.OwnSchema;
import org.dripline.server.storage.RunningDatabase;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * People and apps, made on the command line beside a product that runs. Passwords are read from standard input, never
 * from an argument, which other programs of the machine can see; secrets that are made here are printed once.
 */
public final class AccessCommand {

    private static final String HELP = """
            user add NAME [--display NAME] [--fhir-user Practitioner/ID] [--administrator]   password on standard input
            user password NAME                                                               password on standard input
            user lock NAME | user unlock NAME | user list
            user grant NAME --role ROLE… [--until YYYY-MM-DD]                                nurse, prescriber, acls-holder …
            user revoke NAME --role ROLE…
            app add ID --name NAME --redirect URL… --scope SCOPE… (--public | --secret | --keys FILE | --keys-url URL)
                    [--launch URL] [--trusted]
            app add ID --name NAME --scope system/…… (--keys FILE | --keys-url URL | --key-file FILE)
                    a backend service; --key-file makes its private key where the file is not there yet
            app add ID --name NAME --scope patient/…… (--keys FILE | --keys-url URL | --key-file FILE)
                    exchanges hosts' launches
            app remove ID | app list
            all with --data DIR (default ./data); another database is taken from DRIPLINE_DATABASE_URL, _USERNAME, _PASSWORD
            """;

    private final PasswordEncoder passwords = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();
    private final InputStream in;
    private final PrintStream out;

    private AccessCommand(String[] arguments, InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
        String option = "";
        for (String argument : arguments) {
            if (argument.startsWith("--")) {
                option = argument.substring(2);
                options.computeIfAbsent(option, first -> new ArrayList<>());
            } else if (option.isEmpty()) {
                words.add(argument);
            } else {
                Objects.requireNonNull(options.get(option)).add(argument);
            }
        }
    }

    /** Whether a first argument is a command of these. */
    public static boolean isOne(String word) {
        return word.equals("user") || word.equals("app");
    }

    /** Does it. Returns the exit code: 0, or 1 after a sentence on {@code err}. */
    public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        try {
            return new AccessCommand(arguments, in, out).run();
        } catch (IllegalArgumentException | StartRefused refused) {
            err.println(refused.getMessage());
            return 1;
        }
    }

    private int run() {
        boolean list = words.size() == 2 && words.get(1).equals("list");
        if (words.size() != 3 && !list) {
            throw new IllegalArgumentException(HELP);
        }
        Path data = Path.of(one("data", "./data"));
        try (OwnSchema schema = AccessTables.open(RunningDatabase.of(
                data,
                System.getenv("DRIPLINE_DATABASE_URL"),
                System.getenv("DRIPLINE_DATABASE_USERNAME"),
                System.getenv("DRIPLINE_DATABASE_PASSWORD")))) {
            People people = new People(
                    schema,
                    passwords,
                    new AccessSettings.LockOut(1, Duration.ofMinutes(1)),
                    new AuthorizationChanges());
            if (list) {
                (words.get(0).equals("user")
                                ? people.accounts().stream().map(AccessCommand::line)
                                : clients(schema).all().stream().map(AccessCommand::line))
                        .forEach(out::println);
                return 0;
            }
            String name = words.get(2);
            switch (words.get(0) + " " + words.get(1)) {
                case "user add" ->
                    people.add(
                            new Person(
                                    name,
                                    one("display", name),
                                    options.containsKey("fhir-user") ? one("fhir-user", "") : null,
                                    options.containsKey("administrator")),
                            password());
                case "user password" -> requireThere(people.changePassword(name, password()), name);
                case "user lock" -> requireThere(people.enable(name, false), name);
                case "user unlock" -> requireThere(people.enable(name, true), name);
                case "user grant" -> grant(new GivenRoles(schema), name);
                case "user revoke" -> revoke(new GivenRoles(schema), name);
                case "app add" -> addApp(clients(schema), name);
                case "app remove" -> requireThere(clients(schema).remove(name), name);
                default -> throw new IllegalArgumentException(HELP);
            }
        }
        out.println("Done.");
        return 0;
    }

    private void grant(GivenRoles given, String name) {
        LocalDate until = null;
        if (options.containsKey("until")) {
            try {
                until = LocalDate.parse(one("until", ""));
            } catch (DateTimeParseException unreadable) {
                throw new IllegalArgumentException("--until is a date such as 2027-06-30.");
            }
        }
        for (Role role : roles()) {
            given.give(name, role, until);
        }
    }

    private void revoke(GivenRoles given, String name) {
        for (Role role : roles()) {
            if (!given.take(name, role)) {
                throw new IllegalArgumentException(name + " was not given the role " + role.code()
                        + " on the command line. A role of the record is ended in its PractitionerRole.");
            }
        }
    }

    private List<Role> roles() {
        List<Role> roles =
                options.getOrDefault("role", List.of()).stream().map(Role::of).toList();
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("Say which role: --role nurse, for example.");
        }
        return roles;
    }

    private void addApp(Clients clients, String id) {
        String secret = "";
        Proof proof;
        if (options.containsKey("key-file")) {
            Path file = Path.of(one("key-file", ""));
            proof = new Proof.Keys(new JWKSet(OwnClients.key(file).toPublicJWK()).toString(true));
        } else if (options.containsKey("keys")) {
            proof = new Proof.Keys(content(Path.of(one("keys", ""))));
        } else if (options.containsKey("keys-url")) {
            proof = new Proof.KeysAt(URI.create(one("keys-url", "")));
        } else if (options.containsKey("secret")) {
            secret = OwnerOnlyFile.random();
            proof = new Proof.Secret(Objects.requireNonNull(passwords.encode(secret)));
        } else if (options.containsKey("public")) {
            proof = new Proof.Public();
        } else {
            throw new IllegalArgumentException(
                    "Say how the app proves who it is: --public, --secret, --keys, --keys-url or --key-file.");
        }
        Set<URI> redirects = options.getOrDefault("redirect", List.of()).stream()
                .map(URI::create)
                .collect(Collectors.toSet());
        clients.register(new SmartClient(
                id,
                one("name", id),
                redirects,
                options.containsKey("launch") ? URI.create(one("launch", "")) : null,
                options.getOrDefault("scope", List.of()),
                proof,
                !options.containsKey("trusted") && !redirects.isEmpty()));
        if (!secret.isEmpty()) {
            out.println("Its secret, shown this once: " + secret);
        }
    }

    /** The origin of the one key set that is named is vouched for by whoever gives the command on this machine. */
    private Clients clients(OwnSchema schema) {
        List<URI> origins = options.getOrDefault("keys-url", List.of()).stream()
                .map(URI::create)
                .toList();
        return new Clients(
                schema,
                new AccessSettings(
                        AccessSettings.Mode.SMART,
                        null,
                        origins,
                        List.of(),
                        new AccessSettings.Tokens(
                                Duration.ofMinutes(15),
                                Duration.ofMinutes(5),
                                Duration.ofHours(12),
                                Duration.ofDays(90),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(5)),
                        new AccessSettings.LockOut(1, Duration.ofMinutes(1)),
                        new AccessSettings.Keys(Duration.ofDays(90)),
                        List.of(),
                        null,
                        Map.of(),
                        null,
                        AccessSettings.SecondPerson.REQUIRED,
                        new AccessSettings.Sensitive(false, Duration.ofHours(1), Map.of())),
                new AuthorizationChanges());
    }

    private static String line(People.Account account) {
        Person person = account.person();
        return String.join(
                "\t",
                person.username(),
                person.displayName(),
                person.fhirUser() == null ? "-" : person.fhirUser(),
                person.administrator() ? "administrator" : "-",
                !account.enabled() ? "locked" : account.shutOut() ? "too many wrong passwords" : "-");
    }

    private static String line(RegisteredClient client) {
        return String.join(
                "\t",
                client.getClientId(),
                client.getClientName(),
                client.getClientAuthenticationMethods().stream()
                        .map(ClientAuthenticationMethod::getValue)
                        .collect(Collectors.joining(" ")),
                client.getScopes().stream().sorted().collect(Collectors.joining(" ")));
    }

    private static void requireThere(boolean there, String name) {
        if (!there) {
            throw new IllegalArgumentException("There is no " + name + ".");
        }
    }

    private String one(String option, String usual) {
        List<String> values = options.getOrDefault(option, List.of(usual));
        if (values.size() != 1) {
            throw new IllegalArgumentException("--" + option + " takes one value.");
        }
        return values.get(0);
    }

    private String password() {
        try {
            String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read.");
        }
    }
}
