package dev.fovea.dataset;

import dev.fovea.finding.Finding;
import java.util.Locale;

/**
 * The rules of the check. Each has a page of its name in docs/rules; a finding's rule is the
 * provider's short name, a dot and {@link #id()}. An id is never given to another rule.
 */
enum Rule {
  ASSISTANT_LAST("The conversation does not end with an answer"),
  BLANK_LINE("A line is empty"),
  BYTE_ORDER_MARK("The file begins with a byte order mark"),
  CLASS_IMBALANCE("One answer makes up most of the answers"),
  CRLF_LINE_ENDS("Lines end with a carriage return and a line feed"),
  DETAIL_IGNORED("The provider does not read the detail of a picture"),
  DUPLICATE_EXAMPLE("A line stands in the file twice"),
  DUPLICATE_KEY("An object has a key twice"),
  EMPTY_CONTENT("A content has no parts"),
  EMPTY_FILE("The file is empty"),
  EMPTY_MESSAGES("There is no message"),
  EMPTY_TOOLS("The list of tools is empty"),
  EQUAL_OUTPUTS("The better and the worse answer are the same"),
  EXTRA_COLUMN("A key does not belong to this kind of example"),
  FILE_EXTENSION("The file has another ending than is taken"),
  FILE_MISSING("The file is not there"),
  FILE_TOO_LARGE("The file is too large"),
  FIRST_ROLE("The conversation begins with a role that may not begin"),
  FOREIGN_FORMAT("The line is an example of another tool"),
  INVALID_CONTENT("The content of a message is of a wrong kind"),
  INVALID_DETAIL("The detail of a picture is none that is known"),
  INVALID_FUNCTION_CALL("The call of a function cannot be used"),
  INVALID_FUNCTIONS("The list of functions cannot be used"),
  INVALID_IMAGE_URL("A picture part holds no picture"),
  INVALID_INPUT("The input of a preference cannot be used"),
  INVALID_JSON("A line is not JSON"),
  INVALID_MESSAGE("A message is no object"),
  INVALID_MESSAGES("The messages are no list"),
  INVALID_NAME("The name of a message cannot be used"),
  INVALID_OUTPUT("An answer of a preference cannot be used"),
  INVALID_PARALLEL_TOOL_CALLS("The switch for parallel tool calls is neither true nor false"),
  INVALID_PART("A part of a content cannot be used"),
  INVALID_REASONING("The reasoning is no text"),
  INVALID_REFUSAL("A refusal cannot be used"),
  INVALID_ROLE("A message has a role that is not taken"),
  INVALID_SAMPLE_WEIGHT("The weight of an example is no number from 0 on"),
  INVALID_TEXT("A text part holds no text"),
  INVALID_TOOL_CALL("A tool call cannot be used"),
  INVALID_TOOL_CALL_ID("The id of a tool call cannot be used"),
  INVALID_TOOLS("The tools cannot be used"),
  INVALID_UTF8("The file is not UTF-8"),
  INVALID_WEIGHT("The weight of a message is neither 0 nor 1"),
  LINE_TOO_LARGE("A line holds too much besides its pictures"),
  LONE_SURROGATE("A text holds half a character"),
  LOW_DETAIL_SAVES("Pictures of low detail would save many tokens"),
  MISSING_ANSWER("There is no answer to learn"),
  MISSING_CONTENT("A message has no content"),
  MISSING_ROLE("A message has no role"),
  MISSING_TOOL_CALL_ID("A tool call or its result has no id"),
  MISSING_TYPE("A part does not say what it is"),
  MIXED_CONTENT("Texts and lists are mixed in one example"),
  MIXED_FORMATS("The file holds examples of several kinds"),
  MIXED_WEIGHTS("Some examples have a weight, others have none"),
  NAME_TOO_LONG("A key is too long to be one"),
  NESTING_TOO_DEEP("Objects and lists are nested too deeply"),
  NO_ANSWERS("The examples have no answers"),
  NOT_A_NUMBER("A number is none that JSON knows"),
  NOT_AN_OBJECT("A line is JSON but no object"),
  NOTHING_TO_LEARN("No answer of the example is learnt"),
  NUL_BYTE("A line holds a byte that is zero"),
  PICTURE_ANIMATED("A picture has several frames"),
  PICTURE_AS_TEXT("A picture stands where a text belongs"),
  PICTURE_BASE64("The base64 of a picture cannot be decoded"),
  PICTURE_BIT_DEPTH("The channels of a picture have too many bits"),
  PICTURE_COLOR_MODE("The colours of a picture are of a kind that is not taken"),
  PICTURE_COUNT("An example has too many pictures"),
  PICTURE_DAMAGED("A checksum in a picture is wrong"),
  PICTURE_EMPTY("A picture has no bytes"),
  PICTURE_FORMAT("A picture is of a format that is not taken"),
  PICTURE_LARGER_THAN_SEEN("A picture has more pixels than the model sees"),
  PICTURE_MEDIA_TYPE("The data URL names a type that is not taken"),
  PICTURE_ROLE("A picture stands in a message of a role that may show none"),
  PICTURE_SHAPE("A picture stands in a kind of example that may show none"),
  PICTURE_TOO_LARGE("A picture is too large"),
  PICTURE_TRUNCATED("The end of a picture is missing"),
  PICTURE_TYPE_MISMATCH("The data URL names another type than the picture has"),
  PICTURE_UNDECODABLE("The pixels of a picture cannot be decoded"),
  PICTURE_UNDECODED("The pixels of a picture were too many or took too long to decode"),
  PICTURE_UNREADABLE("A picture cannot be read"),
  PICTURE_URL("The URL of a picture is none that is taken"),
  PREFERENCE_NAMES("The answers of a preference stand under their other names"),
  QUESTION_LAST("A prompt does not end with a question"),
  REASONING_NAME("The reasoning stands under a name that is not read"),
  REMOTE_PICTURE("A picture is at a web address"),
  ROLE_ORDER("Roles follow each other in a wrong order"),
  SAME_PICTURE_OTHER_ANSWER("A picture has two answers to one question"),
  SEVERAL_FORMATS("A line has the keys of several kinds of example"),
  SIMILAR_PICTURE_OTHER_ANSWER("Pictures that look alike have two answers to one question"),
  SYSTEM_NOT_FIRST("The system message is not the first"),
  TOO_FEW_EXAMPLES("There are too few examples"),
  TOO_MANY_EXAMPLES("There are too many examples"),
  TOO_MANY_PICTURE_EXAMPLES("There are too many examples with pictures"),
  TOO_MANY_VALIDATION_EXAMPLES("There are too many examples in the validation file"),
  TOOL_ARGUMENTS_UNCHECKED("The arguments of a tool call are too long to be checked"),
  TOOL_CALLS_ROLE("Tool calls stand in a message that may have none"),
  TOOL_NAME("A tool has a name that is not taken"),
  UNANSWERED("An answer says nothing"),
  UNCHECKED_FILE_TYPE("The file is of a type that is not checked"),
  UNKNOWN_FORMAT("A line is of no known kind of example"),
  UNKNOWN_PART_TYPE("A part is of a type that is not known"),
  UNKNOWN_TOOL("A tool is called that the example does not have"),
  UNMATCHED_TOOL_RESULT("A tool result answers no call"),
  UNREADABLE_EXAMPLE("A line cannot be read as an example"),
  UNUSUAL_ROLE("A message has a role that is rarely taken"),
  VALIDATION_EXAMPLE("An example stands in the validation file as well"),
  VALIDATION_PICTURE("A picture stands in the validation file as well"),
  VALIDATION_SIMILAR_PICTURE("A picture that looks alike stands in the validation file"),
  WEIGHT_ROLE("A message has a weight though its role may have none"),
  WEIGHTED_PICTURE("A message with a picture has a weight");

  /** Where the pages of the rules are, in the project's sources. */
  static final String PAGES = "docs/rules";

  private final String title;

  Rule(String title) {
    this.title = title;
  }

  /** {@return the rule's name without the provider, such as {@code picture-count}} */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return what is wrong where this rule is broken, without a final stop} */
  String title() {
    return title;
  }

  /** {@return the path of its page in the project's sources} */
  String page() {
    return PAGES + "/" + id() + ".md";
  }

  /** {@return the rule that a finding of any provider names} */
  static Rule ofFinding(Finding finding) {
    return of(finding.rule().substring(finding.rule().lastIndexOf('.') + 1));
  }

  /**
   * {@return the rule of that name}
   *
   * @throws IllegalArgumentException if there is none
   */
  static Rule of(String id) {
    for (Rule rule : values()) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    throw new IllegalArgumentException("there is no rule '" + id + "'; " + PAGES + " lists them");
  }
}
