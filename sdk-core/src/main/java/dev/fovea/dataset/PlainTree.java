package dev.fovea.dataset;

import dev.fovea.image.Image;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A line's JSON in the JDK's own types. */
final class PlainTree {
  private final Function<Slice.Picture, Image> pictures;

  PlainTree(Function<Slice.Picture, Image> pictures) {
    this.pictures = pictures;
  }

  Map<String, @Nullable Object> object(Map<?, ?> object) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    object.forEach((name, value) -> plain.put(String.valueOf(name), value(value)));
    return plain;
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      return object(object);
    } else if (value instanceof List<?> items) {
      List<@Nullable Object> plain = new ArrayList<>();
      items.forEach(item -> plain.add(value(item)));
      return plain;
    } else if (value instanceof JsonTree.Num number) {
      return number(number);
    } else if (value instanceof Slice.Picture picture) {
      return new DatasetLine.Picture(picture.start(), pictures.apply(picture));
    }
    return value instanceof Slice slice ? slice.start() : value;
  }

  private static Number number(JsonTree.Num number) {
    return number.isInteger() && number.text().length() < 18
        ? (Number) Long.valueOf(number.text())
        : number.isInteger() ? new BigInteger(number.text()) : fraction(number.text());
  }

  private static Number fraction(String text) {
    double close = Double.parseDouble(text.replace("INF", "Infinity"));
    return Double.isFinite(close) ? (Number) close : new BigDecimal(text);
  }
}
