// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.List;
import java.util.Objects;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.AuthorizationChanges;
import org.dripline.server.outgoing.KeySets;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The apps that are registered here. Nobody registers one over the network. */
public final class Clients implements RegisteredClientRepository {

    private final OwnSchema schema;
    private final AuthorizationChanges changes;
    private final JdbcRegisteredClientRepository kept;
    private final AccessSettings settings;
    private final KeySets keySets;

    /** @param settings how long tokens live, and where key sets may be */
    public Clients(OwnSchema schema, AccessSettings settings, AuthorizationChanges changes) {
        this.changes = changes;
        this.schema = schema;
        this.kept = new JdbcRegisteredClientRepository(schema.statements());
        this.settings = settings;
        this.keySets = new KeySets(settings.keySetOrigins());
    }

    /**
     * Registers an app, or registers it anew under its id.
     *
     * @throws IllegalArgumentException with a sentence, when it cannot be
     */
    public void register(SmartClient client) {
        if (client.proof() instanceof SmartClient.Proof.KeysAt at && !keySets.mayFetch(at.address())) {
            throw new IllegalArgumentException("The key set may not be fetched from there: add its origin to"
                    + " dripline.access.key-set-origins, or give the keys themselves.");
        }
        kept.save(client.registered(settings.tokens()));
        changes.happened();
    }

    /** Ends an app: its registration and every token it holds. Returns whether it was there. */
    public boolean remove(String id) {
        Integer removed = schema.transactions().execute(transaction -> {
            schema.statements().update("delete from oauth2_authorization where registered_client_id = ?", id);
            return schema.statements().update("delete from oauth2_registered_client where id = ?", id);
        });
        changes.happened();
        return removed != null && removed == 1;
    }

    /** Every one, by name. */
    List<RegisteredClient> all() {
        return schema
                .statements()
                .queryForList("select id from oauth2_registered_client order by client_name", String.class)
                .stream()
                .map(this::findById)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Those that open from a chart, by name. */
    List<RegisteredClient> launchable() {
        return all().stream()
                .filter(client -> client.getClientSettings().getSetting(SmartClient.LAUNCH) != null)
                .toList();
    }

    KeySets keySets() {
        return keySets;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("apps are registered with register");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return withAges(kept.findById(id));
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String id) {
        return withAges(kept.findByClientId(id));
    }

    /** How long tokens live is this server's setting of today, not that of the day an app was registered. */
    private @Nullable RegisteredClient withAges(@Nullable RegisteredClient client) {
        if (client == null) {
            return null;
        }
        boolean backend = client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.CLIENT_CREDENTIALS);
        return RegisteredClient.from(client)
                .tokenSettings(
                        TokenSettings.withSettings(client.getTokenSettings().getSettings())
                                .accessTokenTimeToLive(
                                        backend
                                                ? settings.tokens().backend()
                                                : settings.tokens().access())
                                .authorizationCodeTimeToLive(settings.tokens().code())
                                .build())
                .build();
    }
}
