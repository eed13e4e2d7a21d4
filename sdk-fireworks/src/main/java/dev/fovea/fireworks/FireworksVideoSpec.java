package dev.fovea.fireworks;

import dev.fovea.chat.ContentPart;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireSpec;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How closely a model looks at a film.
 *
 * <pre>{@code
 * message.addContent(FireworksVideoSpec.video(uri, v -> v.maxFrames(16).samplesPerSecond(1)));
 * }</pre>
 */
public final class FireworksVideoSpec extends WireSpec<FireworksVideoSpec> {
  private FireworksVideoSpec() {
    super(FireworksProvider.ID);
  }

  /**
   * Makes a film of a message, for Fireworks only; {@link ContentPart#video} makes one for any
   * provider.
   *
   * @param uri where the film is: an absolute address or a data URL
   * @param spec sets how closely to look
   * @return the part
   * @throws IllegalArgumentException if the address is not absolute
   */
  public static ContentPart video(URI uri, Consumer<FireworksVideoSpec> spec) {
    Objects.requireNonNull(uri, "uri");
    if (!uri.isAbsolute()) {
      throw new IllegalArgumentException("fireworks: a film needs an absolute address");
    }
    FireworksVideoSpec fresh = new FireworksVideoSpec().set("url", uri.toString());
    Map<String, @Nullable Object> fields =
        new LinkedHashMap<>(SpecFields.of(fresh, spec).body("describe a film", "url"));
    return new ContentPart.UnknownPart("video_url", Map.of("video_url", fields));
  }

  /**
   * Sets how closely to look.
   *
   * @param detail {@code low}, {@code high} or {@code auto}
   * @return these settings
   */
  public FireworksVideoSpec detail(String detail) {
    return set("detail", detail);
  }

  /**
   * Sets how many pictures of the film to look at.
   *
   * @param maxFrames the most
   * @return these settings
   */
  public FireworksVideoSpec maxFrames(int maxFrames) {
    return set("max_frames", maxFrames);
  }

  /**
   * Sets how many pictures of each second to look at.
   *
   * @param samplesPerSecond the number, also below 1
   * @return these settings
   */
  public FireworksVideoSpec samplesPerSecond(double samplesPerSecond) {
    return set("sample_fps", samplesPerSecond);
  }

  /**
   * Sets how large each picture may be.
   *
   * @param spatialLimit the limit, in Fireworks' measure
   * @return these settings
   */
  public FireworksVideoSpec spatialLimit(int spatialLimit) {
    return set("spatial_limit", spatialLimit);
  }
}
