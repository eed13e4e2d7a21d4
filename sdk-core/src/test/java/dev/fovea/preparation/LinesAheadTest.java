package dev.fovea.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.dataset.DatasetLine;
import dev.fovea.dataset.DatasetReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How far the lines of the input are read ahead of their turn. */
class LinesAheadTest {
  private int read;

  @Test
  void aNumberOfLinesIsReadAheadWherePicturesAreFetched() {
    ConversionOptions fetching = ConversionOptions.builder()
        .fetcher(uri -> {
          throw new IllegalStateException("no line here has a picture");
        })
        .build();

    assertThat(readAtTheFirst(lines(1000, 10), fetching)).isEqualTo(LinesAhead.LINES);
  }

  @Test
  void longLinesAreReadAheadUpToABoundOfBytes() {
    ConversionOptions fetching = ConversionOptions.builder()
        .fetcher(uri -> {
          throw new IllegalStateException("no line here has a picture");
        })
        .build();
    int half = (int) LinesAhead.BYTES / 2;

    assertThat(readAtTheFirst(lines(10, half), fetching)).isEqualTo(2);
    assertThat(readAtTheFirst(lines(10, 2 * half), fetching)).isEqualTo(1);
    assertThat(readAtTheFirst(lines(10, half / 2), fetching)).isEqualTo(4);
  }

  @Test
  void oneLineAfterTheOtherIsReadWhereNothingIsFetched() {
    assertThat(readAtTheFirst(lines(10, 10), ConversionOptions.builder().build()))
        .isEqualTo(1);
  }

  private int readAtTheFirst(InputStream lines, ConversionOptions options) {
    read = 0;
    try (Stream<DatasetLine> input = DatasetReader.of(Folder.format()).lines(lines);
        FetchAhead pictures = new FetchAhead(new Target(Folder.format()), options)) {
      LinesAhead ahead = new LinesAhead(
          counted(input.iterator()),
          line -> new LineDraft(line.end(), new LineChanges(line.number()), null, List.of()),
          pictures);
      LineDraft first = ahead.next();
      assertThat(first).isNotNull();
      return read;
    }
  }

  private Iterator<DatasetLine> counted(Iterator<DatasetLine> lines) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return lines.hasNext();
      }

      @Override
      public DatasetLine next() {
        read++;
        return lines.next();
      }
    };
  }

  private static InputStream lines(int count, int length) {
    String line = "{\"text\":\"" + "a".repeat(Math.max(0, length - 12)) + "\"}\n";
    return new ByteArrayInputStream(line.repeat(count).getBytes(StandardCharsets.UTF_8));
  }
}
