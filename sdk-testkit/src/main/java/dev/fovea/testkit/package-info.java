/**
 * Embedded providers for tests, demonstrations and work without a network. Start with
 * {@link dev.fovea.testkit.EmbeddedTogether}; {@link dev.fovea.testkit.TogetherExtension} gives it
 * to JUnit 5 tests.
 */
@NullMarked
package dev.fovea.testkit;

import org.jspecify.annotations.NullMarked;
