package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
  @TempDir
  Path folder;

  @Test
  void aFileStaysAsLongAsItsOwnerIsInUseAndThenGoes() throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("picture.tmp"));
    List<Object> owners = new ArrayList<>(List.of(new Object()));
    TemporaryFiles.INSTANCE.deleteAfter(owners.get(0), file);
    System.gc();

    assertThat(file).exists();
    owners.clear();

    for (int attempt = 0; attempt < 100 && Files.exists(file); attempt++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void aStreamOfNoBytesIsAnEmptyPicture() throws IOException {
    Image image = Image.of(new ByteArrayInputStream(new byte[0]));

    assertThat(image.size()).isZero();
    assertThat(image.open().read()).isEqualTo(-1);
  }
}
