package dev.fovea.dataset;

import static dev.fovea.dataset.RuleLines.GOOD;
import static dev.fovea.dataset.RuleLines.SHOWN;
import static dev.fovea.dataset.RuleLines.preference;
import static dev.fovea.dataset.RuleLines.talk;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rules about a file as a whole and about its lines before they mean anything. */
final class FileCases {
  private static final String OTHER = GOOD.replace("USER", "{'role':'user','content':'And now?'}");
  private static final String THREE = GOOD + GOOD.replace("USER", "USER ") + OTHER;
  private static final String TEN = THREE
      + THREE.replace("ANSWER", "ANSWER ")
      + THREE.replace("ANSWER", " ANSWER")
      + GOOD.replace("USER", "  USER");

  private FileCases() {}

  static List<RuleCase> file() {
    return List.of(
        RuleCase.of(Rule.EMPTY_FILE, "An upload of nothing is refused, or fails as a job.")
            .bad(""),
        RuleCase.of(Rule.FILE_EXTENSION, "The provider tells the format by the ending.")
            .named("train.JSONL")
            .bad(GOOD),
        RuleCase.of(Rule.FILE_MISSING, "There is nothing that could be uploaded.")
            .named("missing.jsonl"),
        RuleCase.of(Rule.FILE_TOO_LARGE, "The upload is refused after all of it was sent.")
            .with("max-file-bytes", 150)
            .at("openai", "together")
            .bad(GOOD + OTHER),
        RuleCase.of(Rule.TOO_FEW_EXAMPLES, "The job fails while it validates the file.")
            .asItIs()
            .limit("min-examples")
            .at("openai")
            .bad(GOOD)
            .good(TEN),
        RuleCase.of(Rule.TOO_FEW_EXAMPLES, "The job fails while it validates the file.")
            .asItIs()
            .limit("min-examples")
            .at("fireworks")
            .bad(GOOD)
            .good(THREE),
        RuleCase.of(Rule.TOO_MANY_EXAMPLES, "The job fails while it validates the file.")
            .with("max-examples", 1)
            .at("fireworks")
            .bad(GOOD + OTHER),
        RuleCase.of(Rule.TOO_MANY_EXAMPLES, "The job fails while it validates the file.")
            .with("max-examples.prompt", 1)
            .besides("ignored", "no-answers")
            .at("openai")
            .bad(talk("USER") + talk("USER "))
            .good(talk("USER")),
        RuleCase.of(
                Rule.TOO_MANY_VALIDATION_EXAMPLES, "The job fails while it validates the files.")
            .with("max-validation-examples.prompt", 1)
            .besides("ignored", "no-answers")
            .at("openai")
            .validation(talk("USER") + talk("USER "))
            .bad(talk("{'role':'user','content':'And the tax?'}")),
        RuleCase.of(Rule.TOO_MANY_PICTURE_EXAMPLES, "The job fails while it validates the file.")
            .with("max-picture-examples", 1)
            .at("openai")
            .bad(SHOWN + SHOWN.replace("SAID", " SAID"))
            .good(SHOWN + GOOD),
        RuleCase.of(
                Rule.UNCHECKED_FILE_TYPE,
                "It holds tokens instead of examples, which the provider alone can judge.")
            .named("train.parquet")
            .at("together")
            .bad("PAR1"));
  }

  static List<RuleCase> lines() {
    return List.of(
        RuleCase.of(Rule.BLANK_LINE, "A strict reader takes it for a broken example.")
            .bad(GOOD + "\n"),
        RuleCase.of(
                Rule.BYTE_ORDER_MARK,
                "A JSON reader does not expect it in front of the first example.")
            .bad("\uFEFF" + GOOD),
        RuleCase.of(
                Rule.CRLF_LINE_ENDS,
                "JSON readers take the carriage return for white space; tools that cut lines by"
                    + " themselves leave it in the last text.")
            .bad(GOOD.replace("\n", "\r\n")),
        RuleCase.of(
                Rule.DUPLICATE_EXAMPLE,
                "It is paid for twice, and weighs twice as much as its neighbours.")
            .bad(GOOD + GOOD)
            .good(GOOD + OTHER),
        RuleCase.of(Rule.DUPLICATE_KEY, "Readers differ in which of the two they take.")
            .bad(talk("{'role':'user','role':'user','content':'What is the total?'},ANSWER")),
        RuleCase.of(Rule.INVALID_JSON, "The whole file is refused for one such line.")
            .bad("{'messages':[USER,{'role':'assistant','content':'EUR 12.40}]}\n"),
        RuleCase.of(Rule.INVALID_UTF8, "The whole file is refused for one such byte.")
            .bad(latin1(
                GOOD.replace("USER", "{'role':'user','content':'Was kostet das Men\u00FC?'}")))
            .good(GOOD.replace("USER", "{'role':'user','content':'Was kostet das Men\u00FC?'}")),
        RuleCase.of(
                Rule.LINE_TOO_LARGE,
                "It is read no further: usually two examples lack the line break between them.")
            .with("max-line-bytes", 300)
            .bad("{'messages':[USER,ANSWER,USER,ANSWER,USER,ANSWER,USER,ANSWER]}\n"),
        RuleCase.of(
                Rule.LONE_SURROGATE, "It cannot be written as UTF-8; readers refuse it or guess.")
            .bad(GOOD.replace("USER", "{'role':'user','content':'Good? \\ud83d'}"))
            .good(GOOD.replace("USER", "{'role':'user','content':'Good? \\ud83d\\ude00'}")),
        RuleCase.of(Rule.NAME_TOO_LONG, "A quote is missing somewhere, and a text became a key.")
            .bad(talk("{'role':'user','content':'a','" + "All that was said. ".repeat(4_000)
                + "':1},ANSWER")),
        RuleCase.of(Rule.NESTING_TOO_DEEP, "Readers give up on it or run out of stack.")
            .limit("max-depth")
            .bad(talk("{'role':'user','content':'a','notes':" + "[".repeat(600) + "]".repeat(600)
                + "},ANSWER")),
        RuleCase.of(Rule.NOT_A_NUMBER, "JSON has no such word; strict readers refuse the line.")
            .bad(talk("{'role':'user','content':'a','score':NaN},ANSWER"))
            .good(talk("{'role':'user','content':'a','score':null},ANSWER")),
        RuleCase.of(Rule.NOT_AN_OBJECT, "An example is an object; nothing else is read.")
            .bad("['What is the total?','EUR 12.40']\n"),
        RuleCase.of(
                Rule.NUL_BYTE, "It is no JSON, and some readers take it for the end of the file.")
            .bad(GOOD + "\0\0\0\0"));
  }

  static List<RuleCase> kinds() {
    return List.of(
        RuleCase.of(Rule.EXTRA_COLUMN, "It is refused, or read by nobody.")
            .bad(GOOD.replace("{'mess", "{'id':7,'mess")),
        RuleCase.of(Rule.FOREIGN_FORMAT, "A managed job does not know these keys.")
            .at("fireworks")
            .bad("{'chosen':{'messages':[USER,ANSWER]},'rejected':{'messages':[USER,"
                + "{'role':'assistant','content':'I do not know'}]}}\n")
            .good(preference()),
        RuleCase.of(Rule.INVALID_SAMPLE_WEIGHT, "It multiplies what an example counts.")
            .at("fireworks", "together")
            .bad(GOOD.replace("{'mess", "{'weight':-1,'mess"))
            .good(GOOD.replace("{'mess", "{'weight':0.5,'mess")),
        RuleCase.of(Rule.MIXED_FORMATS, "One file trains one method; the job fails.")
            .bad(GOOD + preference()),
        RuleCase.of(Rule.MIXED_WEIGHTS, "The job wants a weight in every line, or in none.")
            .at("fireworks")
            .limit("sample-weights")
            .bad(GOOD.replace("{'mess", "{'weight':0.5,'mess") + OTHER)
            .good(GOOD + OTHER),
        RuleCase.of(
                Rule.NO_ANSWERS,
                "Supervised training has nothing to learn from them, and fails or learns nothing.")
            .at("fireworks", "openai")
            .bad(talk("USER")),
        RuleCase.of(Rule.SEVERAL_FORMATS, "Nobody can tell what is to be learnt.")
            .at("fireworks", "together")
            .bad(
                "{'messages':[USER,ANSWER],'prompt':'What is the total?','completion':'EUR 12.40'}\n"),
        RuleCase.of(Rule.SEVERAL_FORMATS, "Nobody can tell what is to be learnt.")
            .at("openai")
            .bad(preference()
                .replace(
                    "}\n",
                    ",'preferred_completion':[ANSWER],'non_preferred_completion':[ANSWER]}\n"))
            .good(preference()),
        RuleCase.of(Rule.UNKNOWN_FORMAT, "The provider refuses the line, or the file.")
            .bad("{'question':'What is the total?','answer':'EUR 12.40'}\n"),
        RuleCase.of(
                Rule.UNREADABLE_EXAMPLE,
                "`DatasetReader` cannot make an example of the line; the check tells more.")
            .whenRead()
            .bad(talk("{'role':'user','content':7},ANSWER")));
  }

  private static byte[] latin1(String lines) {
    return RuleLines.filled(lines).getBytes(StandardCharsets.ISO_8859_1);
  }
}
