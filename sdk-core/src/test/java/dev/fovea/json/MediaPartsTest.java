package dev.fovea.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.AudioPart;
import dev.fovea.chat.ContentPart.InputAudioPart;
import dev.fovea.chat.ContentPart.UnknownPart;
import dev.fovea.chat.ContentPart.VideoPart;
import dev.fovea.chat.Message;
import dev.fovea.config.Limits;
import dev.fovea.error.ImageException;
import dev.fovea.image.ImageSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaPartsTest {
  private static final String PARTS = """
      [{"type":"video_url","video_url":{"url":"https://films.example/a.mp4?sig=s"}},\
      {"type":"audio_url","audio_url":{"url":"https://sounds.example/a.wav"}},\
      {"type":"input_audio","input_audio":{"data":"UklGRg==","format":"wav"}}]""";

  private final MessageCodec codec = MessageCodec.forChat(false);

  private List<ContentPart> read(String parts) throws IOException {
    try (JsonParser parser = JsonFactories.WRITING.createParser(parts)) {
      parser.nextToken();
      return codec.readContent(parser);
    }
  }

  private String write(List<ContentPart> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = JsonFactories.WRITING.createGenerator(out)) {
      codec.writeContent(generator, parts);
    }
    return out.toString(UTF_8);
  }

  @Test
  void filmsAndSoundsAreReadAndWrittenBackAsTheyWere() throws IOException {
    List<ContentPart> parts = read(PARTS);

    assertThat(parts.get(0)).isInstanceOf(VideoPart.class);
    assertThat(parts.get(1)).isInstanceOf(AudioPart.class);
    assertThat(((InputAudioPart) parts.get(2)).data().size()).isEqualTo(4);
    assertThat(write(parts)).isEqualTo(PARTS);
    assertThat(parts.toString()).doesNotContain("sig", "Ukl").contains("films.example", "4 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"type\":\"video_url\",\"video_url\":{\"url\":\"no address\"}}]",
        "[{\"type\":\"video_url\",\"video_url\":{\"url\":\"relative\"}}]",
        "[{\"type\":\"video_url\",\"video_url\":{\"url\":null}}]",
        "[{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://a.example\",\"fps\":2}}]",
        "[{\"type\":\"audio_url\",\"audio_url\":\"https://a.example\"}]",
        "[{\"type\":\"audio_url\"}]",
        "[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"%%%%\",\"format\":\"wav\"}}]",
        "[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"UklGRg\",\"format\":\"wav\"}}]",
        "[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"UklGRg==\"}}]"
      })
  void whatOurTypesCannotHoldIsKeptUnchanged(String part) throws IOException {
    List<ContentPart> parts = read(part);

    assertThat(parts.get(0)).isInstanceOf(UnknownPart.class);
    assertThat(write(parts)).isEqualTo(part);
  }

  @Test
  void aSoundOnDiskStreamsIntoTheRequestAndMustNotChange(@TempDir Path folder) throws IOException {
    byte[] sound = new byte[50_000];
    Path file = Files.write(folder.resolve("a.wav"), sound);
    ChatBody body = ChatCodec.of(Limits.builder().build(), ChatDialect.builder().build())
        .body(
            ChatRequest.of(r -> r.model("m")
                .addMessage(Message.user(List.of(ContentPart.audio(ImageSource.of(file), "wav"))))),
            false,
            Map.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    body.writeTo(out);

    assertThat(out.size()).isEqualTo((int) body.contentLength());
    assertThat(out.toString(UTF_8))
        .endsWith("\"input_audio\":{\"data\":\"" + Base64.getEncoder().encodeToString(sound)
            + "\",\"format\":\"wav\"}}]}]}");
    Files.write(file, new byte[] {1});
    assertThatThrownBy(() -> body.writeTo(out)).isInstanceOf(ImageException.class);
  }

  @Test
  void addressesMustBeAbsolute() {
    assertThatThrownBy(() -> ContentPart.video(URI.create("film.mp4")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absolute");
    assertThat(ContentPart.audio(URI.create("data:audio/wav;base64,AAAA")).toString())
        .isEqualTo("AudioPart[data:…]");
  }
}
