package dev.fovea.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** One way to go through a data set from its beginning to its end. */
enum Pass {
  /** The bytes and nothing else: what the machine allows. */
  READ("read only, FileInputStream, 128 KB") {
    @Override
    void over(Path file) throws IOException {
      byte[] bytes = new byte[128 * 1024];
      try (InputStream in = new FileInputStream(file.toFile())) {
        while (in.read(bytes) >= 0) {
          // Only reading is measured.
        }
      }
    }
  },

  /** All tokens of all lines, no text asked for. */
  TOKENS("Jackson token skip (nextToken)") {
    @Override
    void over(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file);
          JsonParser parser = new JsonFactory().createParser(in)) {
        while (parser.nextToken() != null) {
          // Only the tokens are measured.
        }
      }
    }
  },

  /** What most people write: a tree of each line, and a look at each picture's first bytes. */
  TREE("Jackson readTree per readLine, header sniff") {
    @Override
    void over(Path file) throws IOException {
      ObjectMapper mapper = new ObjectMapper();
      try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          for (JsonNode url : mapper.readTree(line).findValues("url")) {
            sniff(url.textValue());
          }
        }
      }
    }
  },

  /** The check with its defaults. */
  CHECK("Fovea check") {
    @Override
    void over(Path file) {
      clean(DatasetRules.of("together").check(file));
    }
  },

  /** The check that decodes every byte, and pixels where sdk-imaging is on the class path. */
  DECODE("Fovea check, decode") {
    @Override
    void over(Path file) {
      clean(DatasetRules.of("together").check(file, options -> options.decode(true)));
    }
  };

  private final String title;

  Pass(String title) {
    this.title = title;
  }

  /** {@return what the tables call it} */
  String title() {
    return title;
  }

  /** Goes through all of it; throws if it is not as it was made. */
  abstract void over(Path file) throws IOException;

  private static void sniff(String url) throws IOException {
    int begin = url.indexOf(',') + 1;
    byte[] head = Base64.getDecoder().decode(url.substring(begin, begin + 16));
    if (head[0] != (byte) 0xFF && head[1] != 'P') {
      throw new IOException("neither JPEG nor PNG: " + url.substring(0, 40));
    }
  }

  private static void clean(DatasetReport report) {
    // What is not checked to its end would look fast.
    report.throwIfErrors();
    if (report.pictures() != 2 * report.lines()) {
      throw new IllegalStateException("not every picture was seen: " + report);
    }
  }
}
