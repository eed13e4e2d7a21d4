/**
 * Embedded providers for tests, demonstrations and work without a network. Start with
 * {@link dev.fovea.testkit.EmbeddedProvider} and its two;
 * {@link dev.fovea.testkit.ProviderExtension} gives them to JUnit 5 tests.
 */
@NullMarked
package dev.fovea.testkit;

import org.jspecify.annotations.NullMarked;
