package dev.fovea.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.DatasetException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir
  Path folder;

  private Path target;

  @BeforeEach
  void name() {
    target = folder.resolve("a.txt");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static WholeFile written(Path target, String text) throws IOException {
    WholeFile file = WholeFile.beside(target);
    Files.writeString(file.part(), text);
    return file;
  }

  @Test
  void aFileAppearsWhenItIsCommitted() throws IOException {
    try (WholeFile file = written(target, "new")) {
      assertThat(names()).containsExactly(".a.txt.0.part");

      file.commit();
    }

    assertThat(names()).containsExactly("a.txt");
    assertThat(target).hasContent("new");
  }

  @Test
  void nothingIsLeftOfAFileThatIsNotCommitted() throws IOException {
    Files.writeString(target, "old");

    written(target, "new").close();

    assertThat(names()).containsExactly("a.txt");
    assertThat(target).hasContent("old");
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenAsked() throws IOException {
    Files.writeString(target, "old");

    try (WholeFile file = written(target, "new")) {
      assertThatThrownBy(file::commit).isInstanceOf(FileAlreadyExistsException.class);
      assertThat(target).hasContent("old");

      file.commit(StandardCopyOption.REPLACE_EXISTING);
    }

    assertThat(names()).containsExactly("a.txt");
    assertThat(target).hasContent("new");
  }

  @Test
  void twoWritersOfOneFileDoNotMeet() throws IOException {
    WholeFile first = written(target, "first");
    WholeFile second = written(target, "second");
    assertThat(names()).containsExactly(".a.txt.0.part", ".a.txt.1.part");

    first.commit(StandardCopyOption.REPLACE_EXISTING);
    WholeFile third = written(target, "third");
    // Its hidden name is the third's by now.
    first.close();
    third.commit(StandardCopyOption.REPLACE_EXISTING);
    third.close();
    second.close();

    assertThat(names()).containsExactly("a.txt");
    assertThat(target).hasContent("third");
  }

  @Test
  void whatWasGivenUpTouchesNothingAnyMore() throws IOException {
    WholeFile first = written(target, "first");
    first.close();
    try (WholeFile second = written(target, "second")) {
      assertThatThrownBy(() -> first.commit(StandardCopyOption.REPLACE_EXISTING))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("given up");
      first.close();

      assertThat(second.part()).hasContent("second");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void theFileHasTheRightsOfAnyOther() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "");

    try (WholeFile file = written(target, "new")) {
      file.commit();
    }

    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(Files.getPosixFilePermissions(other));
  }

  @Test
  void aSymbolicLinkStaysOne() throws IOException {
    Path far = Files.createDirectory(folder.resolve("far"));
    Path real = Files.writeString(far.resolve("real"), "old");
    Files.createSymbolicLink(target, real);

    try (WholeFile file = written(target, "new")) {
      assertThat(file.target()).isEqualTo(real.toRealPath());
      assertThat(file.part()).hasParent(far.toRealPath());
      file.commit(StandardCopyOption.REPLACE_EXISTING);
    }

    assertThat(target).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void foldersAndMissingFoldersAndLinksToNothingAreRefused() throws IOException {
    Path nowhere = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));

    assertThatThrownBy(() -> WholeFile.beside(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("'" + folder + "' is a folder");
    assertThatThrownBy(() -> WholeFile.beside(Path.of("/"))).hasMessage("'/' is a folder");
    assertThatThrownBy(() -> WholeFile.beside(folder.resolve("no/a.txt")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> WholeFile.beside(nowhere)).isInstanceOf(NoSuchFileException.class);
    assertThat(names()).containsExactly("link");
  }

  @Test
  void whatCannotBePutInItsPlaceIsTold() throws IOException {
    try (WholeFile file = written(target, "new")) {
      Files.createDirectories(target.resolve("full"));

      assertThatThrownBy(() -> file.commit(StandardCopyOption.REPLACE_EXISTING))
          .isInstanceOf(IOException.class);
    }
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void troubleIsToldWithItsKindWhereItsMessageIsAPath() {
    IOException denied = new AccessDeniedException("/data/a.txt");

    assertThat(WholeFile.reason(denied)).isEqualTo("AccessDeniedException /data/a.txt");
    assertThat(WholeFile.reason(new IOException("disk full"))).isEqualTo("disk full");
    assertThat(new DatasetException(WholeFile.failure("a.txt", "why", denied), List.of()))
        .hasMessageContaining("write a.txt")
        .hasMessageContaining("why")
        .hasMessageContaining("nothing was put in its place")
        .hasCause(denied);
  }
}
