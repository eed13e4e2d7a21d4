package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormContentTest {
  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void writesTheFile() throws IOException {
    file = Files.writeString(folder.resolve("a.jsonl"), "{\"text\":\"ä\"}\n");
  }

  private static String written(Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    assertThat(content.length()).isEqualTo(out.size());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void fieldsComeFirstAndTheLengthIsKnown() throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("purpose", "fine-tune");
    fields.put("file_name", "ä.jsonl");
    Content form = Content.form(fields, "file", "ä.jsonl", Content.file(file));

    String boundary = form.contentType().substring("multipart/form-data; boundary=".length());
    assertThat(written(form).replace(boundary, "B")).isEqualTo("""
            --B\r
            Content-Disposition: form-data; name="purpose"\r
            \r
            fine-tune\r
            --B\r
            Content-Disposition: form-data; name="file_name"\r
            \r
            ä.jsonl\r
            --B\r
            Content-Disposition: form-data; name="file"; filename="ä.jsonl"\r
            Content-Type: application/octet-stream\r
            \r
            {"text":"ä"}
            \r
            --B--\r
            """);
  }

  @Test
  void noNameBeginsAHeaderOfItsOwn() throws IOException {
    Content form = Content.form(Map.of(), "file", "a\"\r\nX-Evil: 1\r\n.jsonl", Content.file(file));

    assertThat(written(form)).contains("filename=\"a%22%0D%0AX-Evil: 1%0D%0A.jsonl\"\r\n");
  }

  @Test
  void noTwoFormsHaveTheSameBoundary() {
    assertThat(Content.form(Map.of(), "f", "f", Content.file(file)).contentType())
        .hasSizeGreaterThan(60)
        .isNotEqualTo(Content.form(Map.of(), "f", "f", Content.file(file)).contentType());
  }
}
