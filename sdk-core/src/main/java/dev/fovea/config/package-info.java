/**
 * Words every room may use: what a client is configured with and what a provider can do. Start with
 * {@link dev.fovea.config.ClientOptions} and {@link dev.fovea.config.Capability}.
 */
@NullMarked
package dev.fovea.config;

import org.jspecify.annotations.NullMarked;
