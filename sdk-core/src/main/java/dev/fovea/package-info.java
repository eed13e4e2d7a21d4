/**
 * The front door: a client that speaks to any provider, and how a provider is found. Start with
 * {@link dev.fovea.VisionClient} and {@link dev.fovea.Providers}.
 */
@NullMarked
@Value.Style(
    visibility = ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    get = "*",
    jdkOnly = true,
    jdk9Collections = true,
    depluralize = true,
    toBuilder = "toBuilder",
    allowedClasspathAnnotations = {Override.class},
    redactedMask = "***",
    defaults = @Value.Immutable(copy = false))
package dev.fovea;

import org.immutables.value.Value;
import org.immutables.value.Value.Style.ImplementationVisibility;
import org.jspecify.annotations.NullMarked;
