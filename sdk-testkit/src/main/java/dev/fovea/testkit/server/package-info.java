/**
 * Provider API: a streaming HTTP server without a provider's words: routes, requests, answers, and
 * faults that reach the socket. Start with {@link dev.fovea.testkit.server.WebServer} and
 * {@link dev.fovea.testkit.server.Exchange}. Outside the SemVer promise.
 */
@NullMarked
package dev.fovea.testkit.server;

import org.jspecify.annotations.NullMarked;
