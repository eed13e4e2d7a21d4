package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.json.JsonCodec;
import dev.fovea.transport.PictureFetcher;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets moved from the command line; no key anywhere. */
class DatasetsConvertTest {
  private static final String PLAIN = """
      {"messages":[{"role":"user","content":"What is red?"},{"role":"assistant","content":"a tomato"}]}
      """;
  private static final String REMOTE = """
      {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"http://127.0.0.1:9/a.png"}}]},\
      {"role":"assistant","content":"a tomato"}]}
      """;

  @TempDir
  static Path pictures;

  @TempDir
  Path folder;

  @BeforeAll
  static void drawPictures() throws IOException {
    new PictureBook(pictures, new Dice(1)).draw();
  }

  @Test
  void aFileMovesAndTheSummaryNamesWhatChanged() throws IOException {
    Path in = file("in.jsonl", PLAIN + REMOTE);

    Shell.Ran ran = convert(in, "--from", "openai", "--to", "together", "--no-fetch");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out())
        .contains("openai to together: converted")
        .contains("2 lines read, 1 example written")
        .contains("lost: dropped-line, 1 time")
        .contains("line 2 /messages/0/content/0/image_url/url: ")
        .contains("nothing is fetched");
    assertThat(Files.readString(out())).isEqualTo(PLAIN);
  }

  @Test
  void picturesAreFetchedByDefaultButNotFromThisMachine() throws IOException {
    Path in = file("in.jsonl", PLAIN + REMOTE);

    Shell.Ran ran = convert(in, "--from", "openai", "--to", "together", "--allow-http");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out()).contains("the picture at http://127.0.0.1:9/a.png cannot be fetched");
  }

  @Test
  void whatWasKeptIsNotFetchedAgain() throws IOException {
    Path kept = folder.resolve("deep/kept");
    String at;
    try (GivesOnce server = new GivesOnce(pictures.resolve("picture-001.jpg"));
        PictureFetcher earlier = fetcherOnThisMachine(kept)) {
      at = server.address();
      earlier.fetch(URI.create(at));
    }
    Path in = file("in.jsonl", REMOTE.replace("http://127.0.0.1:9/a.png", at));
    String[] move = {"--from", "openai", "--to", "together", "--allow-http", "--picture-cache"};

    Shell.Ran ran = convert(in, with(move, kept.toString()));
    Shell.Ran other = convert(in, with(move, folder.resolve("other").toString()));

    assertThat(ran.out()).contains("1 example written").contains("fetched-picture, 1 time");
    assertThat(other.out()).contains("cannot be fetched");
    assertThat(folder.resolve("other")).isDirectory();
  }

  /** The command itself fetches from public addresses only. */
  private static PictureFetcher fetcherOnThisMachine(Path kept) {
    return PictureFetcher.builder()
        .allowHttp(true)
        .allow(InetAddress::isLoopbackAddress)
        .resolver(host -> List.of(InetAddress.getLoopbackAddress()))
        .cache(kept)
        .build();
  }

  /** A server that gives a picture to the first who asks. */
  private static final class GivesOnce implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    GivesOnce(Path picture) throws IOException {
      byte[] body = Files.readAllBytes(picture);
      new Thread(() -> give(body), "gives-once").start();
    }

    private void give(byte[] body) {
      try (Socket socket = server.accept();
          OutputStream out = socket.getOutputStream()) {
        byte[] asked = new byte[4096];
        assertThat(socket.getInputStream().read(asked)).isPositive();
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String address() {
      return "http://leaves.example:" + server.getLocalPort() + "/a.jpg";
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private static String[] with(String[] options, String more) {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = more;
    return all;
  }

  @Test
  void theNumberOfFetchesAndTheFolderAreChecked() throws IOException {
    Path in = file("in.jsonl", PLAIN);

    for (String wrong : new String[] {"0", "65"}) {
      Shell.Ran ran = convert(in, "--from", "openai", "--to", "together", "--fetches", wrong);
      assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
      assertThat(ran.err()).contains("--fetches must be from 1 to 64: " + wrong);
    }
    for (String right : new String[] {"1", "64"}) {
      assertThat(convert(in, "--from", "openai", "--to", "together", "--fetches", right)
              .code())
          .isEqualTo(ExitCodes.DONE);
    }
    assertThat(convert(in, "--from", "openai", "--to", "together", "--picture-cache", in.toString())
            .err())
        .contains("in.jsonl is a file, not a folder");
  }

  @Test
  void strictWritesNothingAndEndsWithOne() throws IOException {
    Path in = file("in.jsonl", PLAIN + REMOTE);

    Shell.Ran ran =
        convert(in, "--from", "openai", "--to", "together", "--strict", "--no-fetch", "--json");

    assertThat(ran.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(out()).doesNotExist();
    Map<String, Object> report =
        JsonCodec.shared().readMap(ran.out().getBytes(StandardCharsets.UTF_8));
    assertThat(report)
        .containsEntry("written", false)
        .containsEntry("losses", 1)
        .containsKey("refusal");
  }

  @Test
  void llavaFindsItsPicturesInTheFolder() throws IOException {
    Path in = file("in.json", """
        [{"id": 1, "image": "picture-001.jpg", "conversations": [
          {"from": "human", "value": "<image>\\nWhat is it?"},
          {"from": "gpt", "value": "a tomato"}]}]
        """);

    Shell.Ran ran =
        convert(in, "--from", "llava", "--to", "together", "--images", pictures.toString());

    assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(Shell.empty().run("datasets", "check", out().toString()).out())
        .contains("can be used with together: nothing found");
  }

  @Test
  void wrongWordsAreUsage() throws IOException {
    Path in = file("in.jsonl", PLAIN);

    assertThat(convert(in, "--from", "nobody", "--to", "together"))
        .satisfies(ran -> assertThat(ran.code()).isEqualTo(ExitCodes.USAGE))
        .satisfies(ran -> assertThat(ran.err()).contains("nobody").contains("llava"));
    assertThat(convert(in, "--from", "openai", "--to", "together", "--detail", "low")
            .err())
        .contains("together does not read the detail");
    assertThat(convert(folder.resolve("gone.jsonl"), "--from", "openai", "--to", "together")
            .code())
        .isEqualTo(ExitCodes.USAGE);
    assertThat(convert(in, "--to", "together").err()).contains("--from");
  }

  private Shell.Ran convert(Path in, String... options) {
    String[] command = {"datasets", "convert", in.toString(), out().toString()};
    String[] all = Arrays.copyOf(command, command.length + options.length);
    System.arraycopy(options, 0, all, command.length, options.length);
    return Shell.empty().run(all);
  }

  private Path out() {
    return folder.resolve("out.jsonl");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
