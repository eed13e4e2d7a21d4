package dev.fovea.chat;

import java.util.concurrent.Flow;

/**
 * An answer as it is generated, for reactive code. Nothing is sent, and nothing costs, before the
 * subscriber's first demand. Pieces arrive one after the other on the client's callback executor,
 * never more than were asked for; at most a few are read ahead. Cancelling cancels the call. There
 * is one subscriber: a second is refused with an {@link IllegalStateException} through
 * {@code onError}.
 */
public interface ChatPublisher extends Flow.Publisher<ChatChunk> {}
