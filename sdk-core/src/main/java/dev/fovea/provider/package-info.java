/**
 * Provider API: what the provider modules are built of, so that none copies another.
 * {@link dev.fovea.provider.ProviderClient} is their front door,
 * {@link dev.fovea.provider.CallingService} the base of their services,
 * {@link dev.fovea.provider.WireObject} how they read. Outside the SemVer promise.
 */
@NullMarked
package dev.fovea.provider;

import org.jspecify.annotations.NullMarked;
