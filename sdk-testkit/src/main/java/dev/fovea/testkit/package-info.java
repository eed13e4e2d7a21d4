/**
 * Embedded providers for tests, demonstrations and work without a network. Start with
 * {@link dev.fovea.testkit.EmbeddedProvider}; {@link dev.fovea.testkit.EmbeddedProviders} finds one
 * by its id, and {@link dev.fovea.testkit.ProviderExtension} gives it to JUnit 5 tests.
 *
 * <p>Who has a provider that is not among them builds its twin of the same pieces: the rooms
 * {@code server}, {@code account}, {@code storage}, {@code learning}, {@code answering} and
 * {@code listing} are provider API.
 */
@NullMarked
package dev.fovea.testkit;

import org.jspecify.annotations.NullMarked;
