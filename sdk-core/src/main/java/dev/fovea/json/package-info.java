/**
 * Provider API: the one JSON mapper, and the streaming codec of messages. Start with
 * {@link dev.fovea.json.JsonCodec} and {@link dev.fovea.json.MessageCodec}.
 */
@NullMarked
package dev.fovea.json;

import org.jspecify.annotations.NullMarked;
