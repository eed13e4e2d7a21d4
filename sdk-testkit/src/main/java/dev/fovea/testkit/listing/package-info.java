/**
 * Provider API: how providers let their lists be narrowed down. Start with
 * {@link dev.fovea.testkit.listing.ListFilter}; {@link dev.fovea.testkit.listing.FilterFields} says
 * what a provider's objects can be asked for. Outside the SemVer promise.
 */
@NullMarked
package dev.fovea.testkit.listing;

import org.jspecify.annotations.NullMarked;
