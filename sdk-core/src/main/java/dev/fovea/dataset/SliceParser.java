package dev.fovea.dataset;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a shortened line and gives, where a string was taken out, the {@link Slice#start()} of its
 * slice: that very object, so that a picture is known again by identity and cannot be forged.
 */
final class SliceParser extends JsonParserDelegate {
  private final Map<Long, Slice> slices = new HashMap<>();

  SliceParser(ScannedLine line) throws IOException {
    super(JsonTree.FACTORY.createParser(line.json(), 0, line.length()));
    line.slices().forEach(slice -> slices.put((long) slice.at(), slice));
  }

  @Override
  public String getText() throws IOException {
    if (!slices.isEmpty() && currentToken() == JsonToken.VALUE_STRING) {
      Slice slice = slices.get(delegate().currentTokenLocation().getByteOffset());
      if (slice != null) {
        return slice.start();
      }
    }
    return super.getText();
  }

  @Override
  public String getValueAsString() throws IOException {
    return currentToken() == JsonToken.VALUE_STRING ? getText() : super.getValueAsString();
  }
}
