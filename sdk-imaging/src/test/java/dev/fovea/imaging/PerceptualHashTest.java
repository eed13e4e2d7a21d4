package dev.fovea.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.Imaging;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptualHashTest {
  private static final int PICTURES = 12;

  private final Imaging imaging = new JavaImaging();

  private long hash(Image picture) {
    return imaging.decode(picture, DecodeLimits.usual()).perceptualHash();
  }

  private long hash(String format, BufferedImage picture) {
    return hash(Drawn.image(format, picture));
  }

  private static BufferedImage drawn(int seed) {
    return Drawn.picture(seed, 200, 150, BufferedImage.TYPE_INT_RGB);
  }

  private static int distance(long one, long other) {
    return Long.bitCount(one ^ other);
  }

  @Test
  void picturesThatLookAlikeDifferInFewBitsAndOthersInMany() {
    List<Integer> same = new ArrayList<>();
    List<Long> originals = new ArrayList<>();
    for (int seed = 0; seed < PICTURES; seed++) {
      BufferedImage picture = drawn(seed);
      long original = hash("png", picture);
      originals.add(original);
      same.add(distance(original, hash("gif", picture)));
      same.add(distance(original, hash(Image.of(Drawn.jpeg(picture, 0.3f, false)))));
      same.add(distance(original, hash("png", Drawn.scaled(picture, 0.25))));
      same.add(distance(
          original, hash(Image.of(Drawn.jpeg(Drawn.scaled(picture, 1.7), 0.8f, true)))));
    }
    List<Integer> different = IntStream.range(0, PICTURES)
        .boxed()
        .flatMap(
            i -> IntStream.range(0, i).mapToObj(j -> distance(originals.get(i), originals.get(j))))
        .sorted()
        .toList();

    assertThat(same).allMatch(bits -> bits <= 4);
    assertThat(different).allMatch(bits -> bits > 8);
    assertThat(different.get(different.size() / 2)).isGreaterThan(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "gif", "bmp", "tiff"})
  void aLargePictureLooksTheSameInEveryFormat(String format) {
    BufferedImage large = Drawn.picture(3, 1500, 1000, BufferedImage.TYPE_INT_RGB);

    assertThat(distance(hash(format, large), hash("png", large))).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void aPictureLooksAsItDoesUpright(int orientation) {
    byte[] stored = Drawn.jpeg(drawn(1), 0.95f, false);
    Image turned = Image.of(Bytes.turned(stored, orientation));
    Image upright = imaging.reencode(turned, dev.fovea.image.ImageFormat.PNG, DecodeLimits.usual());

    assertThat(distance(hash(turned), hash(upright))).isLessThanOrEqualTo(1);
    assertThat(distance(hash(turned), hash(Image.of(stored)))).isGreaterThan(4);
  }

  @Test
  void plainPicturesDifferByTheirColour() {
    List<Long> plain = IntStream.range(0, 6)
        .mapToObj(i -> new Color[] {
              Color.RED, Color.GREEN, Color.BLUE, Color.WHITE, Color.BLACK, Color.YELLOW
            }
            [i])
        .map(color -> hash("png", Drawn.plain(color)))
        .toList();

    assertThat(plain).doesNotHaveDuplicates();
    assertThat(hash("jpeg", Drawn.plain(Color.RED))).isEqualTo(plain.get(0));
  }

  @Test
  void transparentPicturesAreSeenOnWhite() {
    BufferedImage clear = new BufferedImage(60, 60, BufferedImage.TYPE_INT_ARGB);
    BufferedImage white = Drawn.plain(Color.WHITE);
    Graphics2D pen = clear.createGraphics();
    pen.setColor(new Color(255, 255, 255, 10));
    pen.fillRect(0, 0, 60, 60);
    pen.dispose();

    assertThat(hash("png", clear)).isEqualTo(hash("png", white));
  }

  @Test
  void theSmallestPictureHasOneToo() {
    BufferedImage dot = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

    assertThat(hash("png", dot)).isEqualTo(hash("bmp", dot));
  }
}
