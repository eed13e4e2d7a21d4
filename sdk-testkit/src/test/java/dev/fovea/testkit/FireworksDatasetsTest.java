package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FireworksDatasetsTest {
  private static final String CREATE =
      "{\"datasetId\":\"receipts\",\"dataset\":{\"displayName\":\"Receipts\",\"format\":\"CHAT\",\"exampleCount\":\"3\",\"userUploaded\":{}}}";
  private static final String ROWS = "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n";

  @RegisterExtension
  static final FireworksExtension EMBEDDED = FireworksExtension.with(
      b -> b.clock(VirtualClock.standing(Instant.parse("2026-05-04T10:11:12Z"))));

  private final FireworksWire wire = new FireworksWire(EMBEDDED.fireworks());

  @Test
  void aDirectUploadIsReadyAfterItsLinesWereRead() throws Exception {
    JsonNode made = FireworksWire.expect(200, wire.post("datasets", CREATE));
    assertThat(made.get("state").asText()).isEqualTo("UPLOADING");
    assertThat(made.get("exampleCount").isTextual()).isTrue();

    JsonNode file = FireworksWire.expect(200, wire.upload("receipts", "r.jsonl", ROWS));

    assertThat(file.get("bytes").asInt()).isEqualTo(ROWS.length());
    assertThat(file.has("created_at")).isTrue();
    assertThat(wire.state("datasets/receipts")).isEqualTo("UPLOADING");
    EMBEDDED.fireworks().clock().advance(Duration.ofSeconds(10));
    assertThat(wire.state("datasets/receipts")).isEqualTo("READY");
    assertThat(EMBEDDED.fireworks().datasets())
        .containsExactly("accounts/embedded/datasets/receipts");
    assertThat(EMBEDDED.fireworks().sha256("accounts/embedded/datasets/receipts"))
        .isPresent();
  }

  @Test
  void aSignedUploadTakesOnlyWhatWasSignedAndNoKey() throws Exception {
    wire.post("datasets", CREATE);
    String size = String.valueOf(ROWS.length());
    JsonNode endpoint = FireworksWire.expect(
        200,
        wire.post(
            "datasets/receipts:getUploadEndpoint",
            "{\"filename_to_size\":{\"r x.jsonl\":" + size + "}}"));
    String url = endpoint.at("/filenameToSignedUrls").get("r x.jsonl").asText();
    String range = size + "," + size;

    assertThat(wire.send(FireworksWire.put(url, ROWS, range).header("Authorization", "Bearer x"))
            .status())
        .isEqualTo(400);
    assertThat(wire.send(FireworksWire.put(url, ROWS, "1,1")).text())
        .contains("SignatureDoesNotMatch");
    assertThat(wire.send(FireworksWire.put(url + "0", ROWS, range)).status()).isEqualTo(403);
    assertThat(wire.send(FireworksWire.put(url, ROWS + "more", range)).text())
        .contains("EntityTooLarge");
    assertThat(wire.post("datasets/receipts:validateUpload", "{}").status()).isEqualTo(400);
    assertThat(wire.send(FireworksWire.put(url, ROWS, range)).status()).isEqualTo(200);
    assertThat(wire.post("datasets/receipts:validateUpload", "{}").text()).isEqualTo("{}");
    EMBEDDED.fireworks().clock().advance(Duration.ofSeconds(10));
    assertThat(wire.state("datasets/receipts")).isEqualTo("READY");
  }

  @Test
  void aDownloadIsReadFromASignedAddressInParts() throws Exception {
    wire.dataset("receipts", ROWS);
    JsonNode urls = FireworksWire.expect(200, wire.get("datasets/receipts:getDownloadEndpoint"));
    URI url = URI.create(urls.at("/filenameToSignedUrls/receipts.jsonl").asText());

    assertThat(wire.send(HttpRequest.newBuilder(url)).text()).isEqualTo(ROWS);
    HttpWire.Answer part = wire.send(HttpRequest.newBuilder(url).header("Range", "bytes=8-"));
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo(ROWS.substring(8));
  }

  @Test
  void aLineThatIsNoJsonLeavesTheDataSetUploadingWithTheReason() throws Exception {
    wire.dataset("broken", "{\"a\":1}\n{\"a\":\n");

    JsonNode broken = FireworksWire.expect(200, wire.get("datasets/broken"));

    assertThat(broken.get("state").asText()).isEqualTo("UPLOADING");
    assertThat(broken.at("/status/code").asText()).isEqualTo("INVALID_ARGUMENT");
    assertThat(broken.at("/status/message").asText()).startsWith("line 2: ");
  }

  @Test
  void idsAreCheckedAndTakenOnes409() throws Exception {
    wire.post("datasets", CREATE);

    HttpWire.Answer again = wire.post("datasets", CREATE);

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().get("code").asInt()).isEqualTo(6);
    assertThat(wire.post("datasets", CREATE.replace("receipts", "9lives")).status())
        .isEqualTo(400);
    assertThat(wire.post("datasets", CREATE.replace("receipts", "a-")).status()).isEqualTo(400);
    assertThat(
            wire.post("datasets", "{\"dataset_id\":\"snake\",\"dataset\":{\"display_name\":\"S\"}}")
                .json()
                .get("displayName")
                .asText())
        .isEqualTo("S");
    assertThat(EMBEDDED.fireworks().datasets()).hasSize(2);
  }

  @Test
  void unknownFieldsAndWrongTypesAreRefused() throws Exception {
    assertThat(wire.post("datasets", CREATE.replace("displayName", "title")).text())
        .contains("unknown field");
    assertThat(wire.post("datasets", CREATE.replace("\"CHAT\"", "\"TALK\"")).status())
        .isEqualTo(400);
    assertThat(wire.post("datasets", CREATE.replace("\"3\"", "true")).status()).isEqualTo(400);
    assertThat(wire.post("datasets", "[").status()).isEqualTo(400);
  }

  @Test
  void listsAreFilteredOrderedAndPagedAndATokenHoldsForItsQueryAlone() throws Exception {
    for (String id : new String[] {"a", "b", "c"}) {
      wire.dataset(id, ROWS);
    }
    wire.post("datasets", CREATE.replace("receipts", "d"));

    String query =
        "datasets?pageSize=2&orderBy=create_time%20desc&filter=state%3D%22READY%22&readMask=name";
    JsonNode first = FireworksWire.expect(200, wire.get(query));
    assertThat(first.at("/datasets/0").toString())
        .isEqualTo("{\"name\":\"accounts/embedded/datasets/c\"}");
    assertThat(first.get("totalSize").asInt()).isEqualTo(3);
    String token = first.get("nextPageToken").asText();
    JsonNode second = FireworksWire.expect(200, wire.get(query + "&pageToken=" + token));
    assertThat(second.at("/datasets/0/name").asText()).endsWith("/a");
    assertThat(second.get("nextPageToken").asText()).isEmpty();
    assertThat(wire.get("datasets?pageSize=2&pageToken=" + token).status()).isEqualTo(400);
    assertThat(wire.get("datasets?filter=state").status()).isEqualTo(400);
    assertThat(wire.get("datasets?filter=state%3D%22X%22").json().has("datasets"))
        .isFalse();
  }

  @Test
  void updatesChangeWhatTheyNameAndDeletedOnesAreGone() throws Exception {
    wire.post("datasets", CREATE);

    JsonNode changed =
        FireworksWire.expect(200, wire.patch("datasets/receipts", "{\"displayName\":\"R\"}"));

    assertThat(changed.get("displayName").asText()).isEqualTo("R");
    assertThat(changed.get("format").asText()).isEqualTo("CHAT");
    assertThat(wire.delete("datasets/receipts").text()).isEqualTo("{}");
    assertThat(wire.get("datasets/receipts").status()).isEqualTo(404);
    assertThat(wire.delete("datasets/receipts").json().get("code").asInt()).isEqualTo(5);
    assertThat(wire.get("/v1/accounts/other/datasets").status()).isEqualTo(403);
  }

  @Test
  void aSplitMakesDataSetsOfTheChunks() throws Exception {
    wire.dataset("large", "{\"a\":1}\n".repeat(450));

    JsonNode split =
        FireworksWire.expect(200, wire.post("datasets/large:splitDataset", "{\"chunkSize\":200}"));

    assertThat(split.get("chunksCreated").asInt()).isEqualTo(3);
    assertThat(split.get("totalExamples").asText()).isEqualTo("450");
    EMBEDDED.fireworks().clock().advance(Duration.ofSeconds(10));
    JsonNode last = FireworksWire.expect(200, wire.get("datasets/large-2"));
    assertThat(last.get("exampleCount").asText()).isEqualTo("50");
    assertThat(last.at("/splitted/sourceDatasetId").asText()).endsWith("/large");
    assertThat(wire.post("datasets/large:splitDataset", "{\"chunkSize\":10}").status())
        .isEqualTo(400);
  }
}
