package dev.fovea.dataset;

import static dev.fovea.dataset.RuleLines.SHOWN;
import static dev.fovea.dataset.RuleLines.part;
import static dev.fovea.dataset.RuleLines.png;
import static dev.fovea.dataset.RuleLines.preference;
import static dev.fovea.dataset.RuleLines.shown;
import static dev.fovea.dataset.RuleLines.talk;
import static dev.fovea.dataset.RuleLines.url;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rules about pictures. */
final class PictureCases {
  private static final byte[] PNG = png(2, 8, 7);
  private static final String URL = url("png", PNG);
  private static final String REFUSED = "The job fails, or leaves the picture out.";

  private PictureCases() {}

  static List<RuleCase> places() {
    String asked = "{'role':'user','content':[TEXT," + part(URL) + "]}";
    return List.of(
        RuleCase.of(Rule.DETAIL_IGNORED, "The picture costs what its size costs.")
            .at("fireworks", "together")
            .limit("detail")
            .bad(SHOWN.replace("{'url'", "{'detail':'low','url'"))
            .good(SHOWN),
        RuleCase.of(Rule.INVALID_DETAIL, "It decides what the picture costs.")
            .at("openai")
            .limit("details")
            .bad(SHOWN.replace("{'url'", "{'detail':'tiny','url'"))
            .good(SHOWN.replace("{'url'", "{'detail':'low','url'")),
        RuleCase.of(Rule.INVALID_IMAGE_URL, "The job fails while it validates the file.")
            .bad(SHOWN.replace("{'url':'" + URL + "'}", "'" + URL + "'"))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_AS_TEXT, "Its letters are thousands of tokens without a meaning.")
            .bad(talk("{'role':'user','content':'" + URL + "'},ANSWER"))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_COUNT, "The job fails while it validates the file.")
            .at("openai", "together")
            .limit("max-pictures")
            .bad(many(11))
            .good(many(10)),
        RuleCase.of(Rule.PICTURE_ROLE, "Models see what users show; nobody else shows pictures.")
            .limit("picture-roles")
            .bad(talk("{'role':'system','content':[" + part(URL) + "]},ASKED,SAID"))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_SHAPE, "This method learns from texts alone.")
            .at("openai")
            .limit("picture-shapes")
            .bad(preference(asked, "ANSWER", "{'role':'assistant','content':'Yes'}"))
            .good(preference()),
        RuleCase.of(Rule.PICTURE_URL, "It is neither a picture nor an address of one.")
            .bad(shown("file:///receipts/7.png"))
            .good(SHOWN),
        RuleCase.of(Rule.REMOTE_PICTURE, "Nothing is fetched for training; the line is refused.")
            .at("fireworks", "together")
            .limit("remote-pictures")
            .bad(shown("https://example.org/7.png"))
            .good(SHOWN));
  }

  static List<RuleCase> bytes() {
    byte[] header = PNG.clone();
    header[20]++;
    byte[] damaged = PNG.clone();
    damaged[45]++;
    return List.of(
        RuleCase.of(Rule.PICTURE_BASE64, REFUSED)
            .bad(shown(URL.replace("AA", "A ")))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_DAMAGED, "Some decoders refuse it, others show something else.")
            .bad(shown(url("png", damaged)))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_EMPTY, REFUSED)
            .bad(shown("data:image/png;base64,"))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_FORMAT, REFUSED)
            .limit("media-types")
            .bad(shown(url("gif", RuleLines.gif())))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_MEDIA_TYPE, "The beginning of the URL is compared as it stands.")
            .limit("media-types")
            .bad(shown(URL.replace("image/png", "image/x-png")))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_TRUNCATED, REFUSED)
            .bad(shown(url("png", Arrays.copyOf(PNG, PNG.length - 12))))
            .good(SHOWN),
        RuleCase.of(
                Rule.PICTURE_TYPE_MISMATCH, "Whoever believes the word cannot decode the bytes.")
            .bad(shown(URL.replace("image/png", "image/jpeg")))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_UNREADABLE, REFUSED)
            .bad(shown(url("png", header)))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_TOO_LARGE, "The example is refused, or trained without it.")
            .with("max-data-url-chars", 100)
            .at("together")
            .bad(SHOWN)
            .good(RuleLines.GOOD),
        RuleCase.of(Rule.PICTURE_TOO_LARGE, "The example is refused, or trained without it.")
            .with("max-picture-bytes", 71)
            .at("openai")
            .bad(SHOWN)
            .good(RuleLines.GOOD));
  }

  static List<RuleCase> looks() {
    byte[] animation = RuleLines.withChunk(PNG, "acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0});
    return List.of(
        RuleCase.of(Rule.PICTURE_ANIMATED, "Which of its frames the model sees is not known.")
            .bad(shown(url("png", animation)))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_BIT_DEPTH, "Whether it is taken is not documented.")
            .at("openai")
            .limit("max-channel-bits")
            .bad(shown(url("png", png(2, 16, 7))))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_COLOR_MODE, REFUSED)
            .at("openai")
            .limit("color-modes")
            .bad(shown(url("png", png(0, 8, 7))))
            .good(SHOWN));
  }

  private static String many(int pictures) {
    String parts = IntStream.range(0, pictures)
        .mapToObj(i -> part(url("png", png(2, 8, i))))
        .collect(Collectors.joining(","));
    return talk("{'role':'user','content':[TEXT," + parts + "]},SAID");
  }
}
