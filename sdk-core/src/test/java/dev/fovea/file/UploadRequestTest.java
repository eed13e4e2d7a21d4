package dev.fovea.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UploadRequestTest {
  @Test
  void uploadsAreCheckedAndForFineTuningUnlessSaidOtherwise() {
    UploadRequest request = UploadRequest.builder().path(Path.of("a.jsonl")).build();

    assertThat(request.purpose()).isEqualTo("fine-tune");
    assertThat(request.checked()).isTrue();
    assertThat(request.toBuilder().unchecked().build().checked()).isFalse();
  }

  @Test
  void namesArePlain() {
    for (String name : new String[] {"", "a/b.jsonl", "a\\b.jsonl"}) {
      assertThatThrownBy(
              () -> UploadRequest.builder().path(Path.of("a")).name(name).build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("name");
    }
    assertThatThrownBy(
            () -> UploadRequest.builder().path(Path.of("a")).purpose(" ").build())
        .hasMessageContaining("purpose");
  }

  @Test
  void filesKeepNullsOfTheWireAndLeaveMetaOutOfEquality() {
    Map<String, Object> rest = new HashMap<>();
    rest.put("note", null);

    RemoteFile file = RemoteFile.builder()
        .id("f")
        .status(FileStatus.READY)
        .additionalProperties(rest)
        .build();

    assertThat(file.additionalProperties()).containsEntry("note", null);
    assertThat(file.toBuilder()
            .meta(file.meta().toBuilder().requestId("r").build())
            .build())
        .isEqualTo(file);
  }
}
