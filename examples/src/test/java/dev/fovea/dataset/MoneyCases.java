package dev.fovea.dataset;

import static dev.fovea.dataset.RuleLines.GOOD;
import static dev.fovea.dataset.RuleLines.SHOWN;
import static dev.fovea.dataset.RuleLines.png;
import static dev.fovea.dataset.RuleLines.shown;
import static dev.fovea.dataset.RuleLines.talk;
import static dev.fovea.dataset.RuleLines.url;

import java.util.List;

/** Rules about what is paid for in vain, and about the pixels of pictures. */
final class MoneyCases {
  private static final String LOOKS_THE_SAME = shown(url("png", png(2, 8, 8)));
  private static final String OTHER = "EUR 7.90";

  private MoneyCases() {}

  static List<RuleCase> answers() {
    return List.of(
        RuleCase.of(Rule.CLASS_IMBALANCE, "A model that always says it is right as often.")
            .with("class-answers", 3)
            .bad(GOOD + GOOD.replace("USER", "ASKED").replace("ANSWER", "SAID") + SHOWN)
            .good(GOOD
                + talk(
                    "{'role':'user','content':'And the tax?'},{'role':'assistant','content':'2.40'}")
                + SHOWN.replace("EUR 12.40", OTHER)),
        RuleCase.of(
                Rule.SAME_PICTURE_OTHER_ANSWER,
                "One of the two is wrong, or the question lacks something; the model learns to guess.")
            .bad(SHOWN + other(SHOWN))
            .good(SHOWN),
        RuleCase.of(
                Rule.SIMILAR_PICTURE_OTHER_ANSWER,
                "One of the two is wrong, or the question lacks something; the model learns to guess.")
            .limit("look-alike-bits")
            .decoded()
            .bad(SHOWN + other(LOOKS_THE_SAME))
            .good(SHOWN + LOOKS_THE_SAME),
        RuleCase.of(Rule.UNANSWERED, "The model learns to say nothing.")
            .limit("no-answers")
            .bad(talk("USER,{'role':'assistant','content':'n/a'}")));
  }

  private static String other(String line) {
    return line.replace(
        "SAID", "{'role':'assistant','content':[{'type':'text','text':'" + OTHER + "'}]}");
  }

  static List<RuleCase> sizes() {
    byte[] wide = png(4_000, 4_000, new byte[] {0});
    byte[] middle = png(512, 512, new byte[] {0});
    return List.of(
        RuleCase.of(Rule.LOW_DETAIL_SAVES, "Tokens are paid for in every epoch.")
            .with("low-detail-tokens", 1)
            .at("openai")
            .bad(shown(url("png", middle)))
            .good(shown(url("png", middle)).replace("{'url'", "{'detail':'low','url'")),
        RuleCase.of(
                Rule.PICTURE_LARGER_THAN_SEEN,
                "It is shrunk before the model sees it; what is too much is stored and sent in vain.")
            .limit("seen-percent")
            .at("fireworks", "openai")
            .bad(shown(url("png", wide)))
            .good(SHOWN));
  }

  static List<RuleCase> validation() {
    String asked = SHOWN.replace("TEXT", "{'type':'text','text':'Whose receipt is it?'}");
    return List.of(
        RuleCase.of(
                Rule.VALIDATION_EXAMPLE, "What was learnt by heart is measured as if understood.")
            .validation(SHOWN)
            .bad(SHOWN),
        RuleCase.of(
                Rule.VALIDATION_PICTURE, "What was learnt by heart is measured as if understood.")
            .validation(SHOWN)
            .bad(asked),
        RuleCase.of(
                Rule.VALIDATION_SIMILAR_PICTURE,
                "What was learnt by heart is measured as if understood.")
            .limit("look-alike-bits")
            .decoded()
            .validation(SHOWN)
            .bad(LOOKS_THE_SAME));
  }

  static List<RuleCase> pixels() {
    return List.of(
        RuleCase.of(Rule.PICTURE_UNDECODABLE, "The job fails, or leaves the picture out.")
            .decoded()
            .bad(shown(url("png", png(1, 1, new byte[] {7, 7, 7, 7}))))
            .good(SHOWN),
        RuleCase.of(Rule.PICTURE_UNDECODED, "Whether it is whole, nobody knows.")
            .with("max-decoded-pixels", 100)
            .decoded()
            .bad(shown(url("png", png(700, 700, new byte[] {0}))))
            .good(SHOWN));
  }
}
