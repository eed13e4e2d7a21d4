/**
 * Provider API: calls on the wire, the only room that knows the HTTP library. Start with
 * {@link dev.fovea.transport.Operation} and {@link dev.fovea.transport.Transport}.
 */
@NullMarked
package dev.fovea.transport;

import org.jspecify.annotations.NullMarked;
