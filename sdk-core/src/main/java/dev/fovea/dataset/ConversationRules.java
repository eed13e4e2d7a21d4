package dev.fovea.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a list of messages must look like. */
final class ConversationRules {
  // The vendor's own checks disagree with each other. Two neighbours of one role are an error, as
  // the check for pictures has it; tool messages may follow each other, as the check for tools has
  // it. A list conversation without any picture is fine: text-only examples among pictures are
  // useful. A weight of null or 1.0 is an error, for the vendor's current client refuses it.

  private final FindingSink findings;
  private final ContentRules contents;
  private final ToolRules tools;
  private final MemberRules members;
  private final DatasetProfile profile;
  private final List<String> roles;
  private final List<String> repeatedRoles;
  private final List<String> firstRoles;
  private final List<String> questionRoles;
  private final boolean uniform;

  ConversationRules(DatasetProfile profile, FindingSink findings, ContentRules contents) {
    this.findings = findings;
    this.contents = contents;
    this.profile = profile;
    this.tools = new ToolRules(profile, findings);
    this.members = new MemberRules(profile, findings);
    this.roles = profile.words("roles");
    this.repeatedRoles = profile.words("repeated-roles");
    this.firstRoles = profile.words("first-roles");
    this.questionRoles = profile.words("question-roles");
    this.uniform = profile.is("content-forms", "uniform");
  }

  /**
   * Checks messages and the tools beside them.
   *
   * @return the role of the last message, null if it has none
   */
  @Nullable
  String check(Map<?, ?> holder, String pointer, Tally tally, boolean needsAnswer) {
    Set<String> names = tools.declared(holder, pointer);
    String place = pointer + "/messages";
    if (!(holder.get("messages") instanceof List<?> messages)) {
      error(
          Rule.INVALID_MESSAGES,
          place,
          "'messages' is " + Words.kind(holder.get("messages")),
          "write a list of messages");
      return null;
    }
    if (messages.isEmpty()) {
      error(Rule.EMPTY_MESSAGES, place, "there are no messages", "add messages or drop the line");
      return null;
    }
    int before = tally.pictures();
    List<@Nullable String> said = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      String role = message(messages.get(i), place + "/" + i, tally, names);
      order(said, role, place + "/" + i);
      said.add(role);
    }
    contents.count(tally.pictures() - before, place);
    if (needsAnswer) {
      answers(messages, said, place);
    }
    return said.get(said.size() - 1);
  }

  /** Checks messages that an answer is to follow, and the tools beside them. */
  void question(Map<?, ?> holder, String pointer, Tally tally) {
    String last = check(holder, pointer, tally, false);
    if ("assistant".equals(last)) {
      error(
          Rule.ASSISTANT_LAST,
          pointer + "/messages",
          "the last message is the assistant's",
          "end with the question that is to be answered");
    } else if (last != null && !questionRoles.isEmpty() && !questionRoles.contains(last)) {
      error(
          Rule.QUESTION_LAST,
          pointer + "/messages",
          "the last message has the role " + Words.quoted(last),
          "end with a message of role " + String.join(" or ", questionRoles));
    }
  }

  /** Checks one message that is an object or should be. */
  private @Nullable String message(
      @Nullable Object value, String pointer, Tally tally, Set<String> toolNames) {
    if (!(value instanceof Map<?, ?> message)) {
      error(
          Rule.INVALID_MESSAGE,
          pointer,
          "the message is " + Words.kind(value) + ", not an object",
          "write {\"role\": …, \"content\": …}");
      return null;
    }
    String role = role(message, pointer, tally.shape());
    int before = tally.pictures();
    tools.message(message, role, pointer, toolNames);
    content(message, role, pointer, tally);
    members.check(message, role, pointer, tally.pictures() > before);
    return role;
  }

  private @Nullable String role(Map<?, ?> message, String pointer, Shape shape) {
    if (!message.containsKey("role")) {
      error(Rule.MISSING_ROLE, pointer, "the message has no 'role'", "add one of " + roles);
      return null;
    }
    Object role = message.get("role");
    if (!(role instanceof String word) || !roles.contains(word)) {
      error(
          Rule.INVALID_ROLE,
          pointer + "/role",
          "the role is " + Words.quoted(role),
          "use one of " + roles);
      return role instanceof String word ? word : null;
    }
    List<String> usual = profile.words("roles", shape);
    if (!usual.contains(word)) {
      findings.warning(new Flaw(
          Rule.UNUSUAL_ROLE,
          pointer + "/role",
          "the role " + Words.quoted(word) + " is not documented for a " + shape.word()
              + " example",
          "use one of " + usual));
    }
    return word;
  }

  /** Checks the one message of an output. */
  void output(Map<?, ?> message, String pointer, Tally tally) {
    tools.message(message, "assistant", pointer, Set.of());
    content(message, "assistant", pointer, tally);
    members.answer(message, pointer);
  }

  private void content(Map<?, ?> message, @Nullable String role, String pointer, Tally tally) {
    Object content = message.get("content");
    if (content == null && (tools.mayBeSilent(message, role) || members.refuses(message, role))) {
      return;
    }
    if (!message.containsKey("content")) {
      error(
          Rule.MISSING_CONTENT,
          pointer,
          "the message has no 'content'",
          "add its text or its parts");
      return;
    }
    contents.check(content, pointer + "/content", role == null ? "user" : role, tally);
    boolean isList = content instanceof List;
    if (uniform && (isList || Words.isText(content)) && tally.differs(isList)) {
      error(
          Rule.MIXED_CONTENT,
          pointer + "/content",
          "this content is " + (isList ? "a list" : "a text") + ", an earlier one is not",
          "write all contents of an example as texts, or all as lists of parts");
    }
  }

  private void order(List<@Nullable String> said, @Nullable String role, String pointer) {
    if (role == null) {
      return;
    }
    if (said.isEmpty()) {
      if (!firstRoles.contains(role)) {
        error(
            Rule.FIRST_ROLE,
            pointer,
            "the conversation begins with the role " + Words.quoted(role),
            "begin with " + String.join(" or ", firstRoles));
      }
      return;
    }
    if (role.equals(said.get(said.size() - 1)) && !repeatedRoles.contains(role)) {
      error(
          Rule.ROLE_ORDER,
          pointer,
          "two messages of role " + Words.quoted(role) + " follow each other",
          "let user and assistant take turns, or join the two");
    } else if (role.equals("system")) {
      findings.warning(new Flaw(
          Rule.SYSTEM_NOT_FIRST,
          pointer,
          "a system message stands behind other messages",
          "put it first"));
    }
  }

  private void answers(List<?> messages, List<@Nullable String> said, String place) {
    if (!said.contains("assistant")) {
      error(
          Rule.MISSING_ANSWER,
          place,
          "there is no message of the assistant",
          "add the answer that shall be learnt");
      return;
    }
    for (int i = 0; i < messages.size(); i++) {
      boolean ignored = messages.get(i) instanceof Map<?, ?> message
          && message.get("weight") instanceof JsonTree.Num weight
          && weight.text().equals("0");
      if ("assistant".equals(said.get(i)) && !ignored) {
        return;
      }
    }
    findings.warning(new Flaw(
        Rule.NOTHING_TO_LEARN,
        place,
        "every answer has the weight 0",
        "give the answer that shall be learnt the weight 1, or drop the line"));
  }

  private void error(Rule rule, String pointer, String message, String fix) {
    findings.error(new Flaw(rule, pointer, message, fix));
  }
}
