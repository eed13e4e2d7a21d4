package dev.fovea.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
  /** One record, where it began and what was wrong with it. */
  private record Read(long line, List<String> fields, String flaw) {}

  private static List<Read> read(byte[] csv) {
    try {
      CsvReader reader = new CsvReader(new LabelText(new ByteArrayInputStream(csv)));
      List<Read> all = new ArrayList<>();
      for (List<String> fields = reader.next(); fields != null; fields = reader.next()) {
        all.add(new Read(reader.line(), fields, reader.flaw()));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<String>> fields(String csv) {
    List<Read> all = read(csv.getBytes(StandardCharsets.UTF_8));
    assertThat(all).allSatisfy(one -> assertThat(one.flaw()).isNull());
    return all.stream().map(Read::fields).toList();
  }

  @Test
  void quotesHoldCommasLineEndsAndDoubledQuotes() {
    assertThat(fields("a,\"b,\r\n\"\"c\"\"\",\r\n\"\",d,\"e\""))
        .containsExactly(List.of("a", "b,\r\n\"c\"", ""), List.of("", "d", "e"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineEndEndsARecordAndTheLastOneNeedsNone(String end) {
    assertThat(fields("a,b" + end + "c,d")).containsExactly(List.of("a", "b"), List.of("c", "d"));
    assertThat(fields("a,b" + end + "c,d" + end)).hasSize(2);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstField() {
    assertThat(fields("\uFEFFfile,label")).containsExactly(List.of("file", "label"));
    assertThat(fields("\uFEFF\"file\",\uFEFFlabel"))
        .containsExactly(List.of("file", "\uFEFFlabel"));
  }

  @Test
  void linesAreThoseOfTheFileThoughARecordHasSeveral() {
    List<Read> all = read("\"a\n\n\r\nb\"\r\nc\n\nd".getBytes(StandardCharsets.UTF_8));

    assertThat(all).extracting(Read::line).containsExactly(1L, 5L, 6L, 7L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "a\"b,c     | a quote in the middle of a field",
        "\"a\"b,c   | text behind a closing quote",
        "\"a\" ,c   | text behind a closing quote",
        "\"a,c      | a quote that is not closed",
      })
  void whatIsAmbiguousIsAFlaw(String csv, String flaw) {
    assertThat(read(csv.getBytes(StandardCharsets.UTF_8)).get(0).flaw()).startsWith(flaw);
  }

  @Test
  void theNextRecordIsReadAfterAFlaw() {
    assertThat(read("a\"b,c\nd,e".getBytes(StandardCharsets.UTF_8)).get(1))
        .isEqualTo(new Read(2, List.of("d", "e"), null));
  }

  @Test
  void aRecordWithoutEndIsCutAndSaidToBe() {
    String endless = "\"" + "x".repeat(3 * CsvReader.MOST_CHARS);

    Read read = read(endless.getBytes(StandardCharsets.UTF_8)).get(0);

    assertThat(read.flaw()).contains("more than 1048576 characters");
    assertThat(read.fields().get(0)).hasSize(CsvReader.MOST_CHARS);
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> field = Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(
            3, Arbitraries.strings().withChars(",\"\r\n ;a\u00e4").ofMaxLength(8)),
        net.jqwik.api.Tuple.of(
            1,
            Arbitraries.strings()
                .all()
                .ofMaxLength(8)
                .map(text ->
                    new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))));
    return field.list().ofMinSize(2).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(5);
  }

  @Property(tries = 500)
  void whatIsWrittenByTheRulesIsReadBackEqual(@ForAll("tables") List<List<String>> table) {
    String csv = table.stream()
        .map(row -> row.stream()
            .map(field -> '"' + field.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n"));

    assertThat(fields(csv)).isEqualTo(table);
  }
}
