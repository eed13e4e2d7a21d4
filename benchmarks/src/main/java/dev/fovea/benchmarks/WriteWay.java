package dev.fovea.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.chat.Message;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.image.Image;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One way to write a data set of picture files. All write the same bytes. */
enum WriteWay {
  /** The finished lines of one round, again and again: what the machine allows. */
  COPY("plain copy of the same bytes") {
    @Override
    void prepare(PictureFolder pictures, Path out) throws IOException {
      PIECES.write(pictures, round(out), 1);
    }

    @Override
    void write(PictureFolder pictures, Path out, int rounds) throws IOException {
      byte[] bytes = new byte[128 * 1024];
      try (OutputStream to = Files.newOutputStream(out)) {
        for (int i = 0; i < rounds; i++) {
          try (InputStream in = Files.newInputStream(round(out))) {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
              to.write(bytes, 0, read);
            }
          }
        }
      }
    }
  },

  /** By hand: pieces of 96 KB through scratch arrays, straight into the file. */
  PIECES("Base64 by pieces of 96 KB, by hand") {
    @Override
    void write(PictureFolder pictures, Path out, int rounds) throws IOException {
      byte[] piece = new byte[96 * 1024];
      byte[] text = new byte[128 * 1024];
      try (OutputStream to = Files.newOutputStream(out)) {
        for (int i = 0; i < rounds * pictures.count(); i += 2) {
          to.write(bytes(HEAD));
          for (int picture = i; picture < i + 2; picture++) {
            to.write(bytes(picture == i ? "" : BETWEEN));
            pieces(pictures.file(picture), to, piece, text);
          }
          to.write(bytes(TAIL));
        }
      }
    }
  },

  /** A String of each line. */
  CONCAT("String concat and a writer") {
    @Override
    void write(PictureFolder pictures, Path out, int rounds) throws IOException {
      try (BufferedWriter to = Files.newBufferedWriter(out)) {
        for (int i = 0; i < rounds * pictures.count(); i += 2) {
          String first = url(pictures.file(i));
          to.write(HEAD + first + BETWEEN + url(pictures.file(i + 1)) + TAIL);
        }
      }
    }
  },

  /** A map of each line. */
  MAPPER("ObjectMapper and Map") {
    @Override
    void write(PictureFolder pictures, Path out, int rounds) throws IOException {
      ObjectMapper mapper = new ObjectMapper();
      try (OutputStream to = Files.newOutputStream(out)) {
        for (int i = 0; i < rounds * pictures.count(); i += 2) {
          to.write(
              mapper.writeValueAsBytes(line(url(pictures.file(i)), url(pictures.file(i + 1)))));
          to.write('\n');
        }
      }
    }
  },

  /** The library. */
  FOVEA("Fovea DatasetWriter") {
    @Override
    void write(PictureFolder pictures, Path out, int rounds) {
      try (DatasetWriter to = DatasetWriter.open(out, DatasetFormat.of("together"))) {
        for (int i = 0; i < rounds * pictures.count(); i += 2) {
          Image first = Image.of(pictures.file(i));
          Image second = Image.of(pictures.file(i + 1));
          to.write(Example.conversation(
              Message.user(QUESTION, first, second), Message.assistant(ANSWER)));
        }
      }
    }
  };

  private static final String QUESTION = "What do the two pictures show?";
  private static final String ANSWER = "Two leaves of one tree.";
  private static final String HEAD =
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"" + QUESTION
          + "\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"";
  private static final String BETWEEN = "\"}},{\"type\":\"image_url\",\"image_url\":{\"url\":\"";
  private static final String TAIL =
      "\"}}]},{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"" + ANSWER
          + "\"}]}]}\n";

  private final String title;

  WriteWay(String title) {
    this.title = title;
  }

  /** {@return what the tables call it} */
  String title() {
    return title;
  }

  /** Writes all pictures, two a line, as often as wanted. */
  abstract void write(PictureFolder pictures, Path out, int rounds) throws IOException;

  /** Makes what is not to be measured. */
  void prepare(PictureFolder pictures, Path out) throws IOException {}

  private static Path round(Path out) {
    return out.resolveSibling("round.jsonl");
  }

  private static void pieces(Path picture, OutputStream to, byte[] piece, byte[] text)
      throws IOException {
    try (InputStream in = Files.newInputStream(picture)) {
      int read = in.readNBytes(piece, 0, piece.length);
      to.write(bytes("data:" + mediaType(piece) + ";base64,"));
      while (read == piece.length) {
        to.write(text, 0, Base64.getEncoder().encode(piece, text));
        read = in.readNBytes(piece, 0, piece.length);
      }
      to.write(Base64.getEncoder().encode(Arrays.copyOf(piece, read)));
    }
  }

  private static String url(Path picture) throws IOException {
    byte[] bytes = Files.readAllBytes(picture);
    return "data:" + mediaType(bytes) + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static String mediaType(byte[] picture) {
    return picture[0] == (byte) 0xFF ? "image/jpeg" : "image/png";
  }

  private static Map<String, Object> line(String first, String second) {
    Object user =
        map("role", "user", "content", List.of(text(QUESTION), picture(first), picture(second)));
    Object assistant = map("role", "assistant", "content", List.of(text(ANSWER)));
    return Map.of("messages", List.of(user, assistant));
  }

  private static Object text(String text) {
    return map("type", "text", "text", text);
  }

  private static Object picture(String url) {
    return map("type", "image_url", "image_url", Map.of("url", url));
  }

  private static Map<String, Object> map(
      String first, Object firstValue, String second, Object secondValue) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(first, firstValue);
    map.put(second, secondValue);
    return map;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
