/**
 * The embedded Acme: the same wire from the other side, built of the testkit's pieces and sharing
 * no class with the client. Start with {@link dev.fovea.acme.twin.EmbeddedAcme}.
 */
@NullMarked
package dev.fovea.acme.twin;

import org.jspecify.annotations.NullMarked;
