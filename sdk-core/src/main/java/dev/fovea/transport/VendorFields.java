package dev.fovea.transport;

import dev.fovea.chat.ChatRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider adds to a chat request, and what it refuses of it. Called before anything is
 * sent. Must be thread-safe.
 */
@FunctionalInterface
public interface VendorFields {
  /** Adds nothing and refuses nothing. */
  VendorFields NONE = request -> Map.of();

  /**
   * Looks at a request.
   *
   * @param request the request; the provider's own options are among {@link ChatRequest#options()}
   * @return members of the body by name, or by path like {@code path.to.field}
   * @throws dev.fovea.error.UnsupportedCapabilityException if the request asks for what the
   *     provider cannot do
   */
  Map<String, ? extends @Nullable Object> of(ChatRequest request);
}
