package dev.fovea.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.DatasetException;
import dev.fovea.error.NotFoundException;
import dev.fovea.file.FileService;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file's way to the provider and back. */
interface FileContract extends Stage {
  private FileService files() {
    return client().files();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aFileComesBackAsItWentAndGoesAway(CallMode mode) throws IOException {
    Path signs = signs();
    RemoteFile sent = mode.call(() -> files().upload(signs), () -> files().uploadAsync(signs));
    String id = sent.id();

    RemoteFile ready = mode.call(() -> files().await(id), () -> files().awaitAsync(id));
    assertThat(ready.status()).isEqualTo(FileStatus.READY);
    assertThat(ready.id()).isEqualTo(id);
    // Not every provider counts.
    assertThat(ready.lineCount().orElse((long) SIGNS)).isEqualTo(SIGNS);
    assertThat(mode.call(() -> files().get(id), () -> files().getAsync(id)).status())
        .isEqualTo(FileStatus.READY);
    assertThat(mode.call(() -> files().list(), () -> files().listAsync()).items())
        .extracting(RemoteFile::id)
        .containsExactly(id);

    Path target = folder().resolve("back.jsonl");
    Path back =
        mode.call(() -> files().download(id, target), () -> files().downloadAsync(id, target));
    assertThat(back).hasSameBinaryContentAs(signs);
    assertThatThrownBy(() -> files().download(id, target)).isInstanceOf(UncheckedIOException.class);

    mode.run(() -> files().delete(id), () -> files().deleteAsync(id));
    mode.run(() -> files().delete(id), () -> files().deleteAsync(id));
    assertThatThrownBy(() -> mode.call(() -> files().get(id), () -> files().getAsync(id)))
        .isInstanceOf(NotFoundException.class);
    assertThat(files().list().items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void ofAFileWithErrorsNothingIsSent(CallMode mode) throws IOException {
    Path wrong =
        Files.writeString(folder().resolve("wrong.jsonl"), "{\"messages\":[]}\n".repeat(4));

    DatasetException refused = catchThrowableOfType(
        DatasetException.class,
        () -> mode.call(() -> files().upload(wrong), () -> files().uploadAsync(wrong)));

    assertThat(refused.findings()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(server().requests().count()).isZero();
    assertThat(server().files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void anUploadTellsHowFarItIs(CallMode mode) throws IOException {
    Path signs = signs();
    AtomicLong furthest = new AtomicLong();

    RemoteFile unused = mode.call(
        () -> files().upload(signs, (phase, done, total) -> furthest.set(done)),
        () -> files().uploadAsync(signs, (phase, done, total) -> furthest.set(done)));

    assertThat(furthest).hasValueGreaterThanOrEqualTo(Files.size(signs));
  }
}
