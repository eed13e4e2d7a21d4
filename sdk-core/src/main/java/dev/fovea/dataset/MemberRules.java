package dev.fovea.dataset;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a message may have beside its role, its content and tools. */
final class MemberRules {
  private final FindingSink findings;
  private final List<String> weightRoles;
  private final List<String> namedRoles;
  private final boolean refusals;
  private final boolean longReasoning;

  MemberRules(DatasetProfile profile, FindingSink findings) {
    this.findings = findings;
    this.weightRoles = profile.words("weight-roles");
    this.namedRoles = profile.words("named-roles");
    this.refusals = profile.words("answer-parts").contains("refusal");
    this.longReasoning = profile.is("reasoning", "reasoning_content");
  }

  /** Checks a message of a conversation. */
  void check(Map<?, ?> message, @Nullable String role, String pointer, boolean hasPicture) {
    name(message.get("name"), role, pointer);
    weight(message, role, pointer, hasPicture);
    answer(message, pointer);
  }

  /** Checks what answers may have, those of preferences too. */
  void answer(Map<?, ?> message, String pointer) {
    reasoning(message, pointer);
    Object refusal = message.get("refusal");
    if (refusals && refusal != null && !Words.isText(refusal)) {
      error(
          Rule.INVALID_REFUSAL,
          pointer + "/refusal",
          "the refusal is " + Words.kind(refusal),
          "write a text, or leave it out");
    }
  }

  /** {@return whether a message needs no content, since it refuses to answer} */
  boolean refuses(Map<?, ?> message, @Nullable String role) {
    return refusals
        && "assistant".equals(role)
        && message.containsKey("content")
        && Words.isText(message.get("refusal"));
  }

  private void name(@Nullable Object name, @Nullable String role, String pointer) {
    if (namedRoles.isEmpty() || Words.isText(name)) {
      return;
    }
    if (name != null) {
      error(
          Rule.INVALID_NAME, pointer + "/name", "the name is " + Words.kind(name), "write a text");
    } else if (role != null && namedRoles.contains(role)) {
      error(
          Rule.INVALID_NAME,
          pointer,
          "a message of role " + Words.quoted(role) + " has no 'name'",
          "write whose result it is");
    }
  }

  private void weight(
      Map<?, ?> message, @Nullable String role, String pointer, boolean hasPicture) {
    if (!message.containsKey("weight")) {
      return;
    }
    if (!weightRoles.isEmpty() && role != null && !weightRoles.contains(role)) {
      error(
          Rule.WEIGHT_ROLE,
          pointer + "/weight",
          "a message of role " + Words.quoted(role) + " has a weight",
          "give a weight only to messages of role " + String.join(" or ", weightRoles));
    }
    Object weight = message.get("weight");
    boolean isZero = weight instanceof JsonTree.Num number && number.text().equals("0");
    boolean isOne = weight instanceof JsonTree.Num number && number.text().equals("1");
    if (!isZero && !isOne) {
      error(
          Rule.INVALID_WEIGHT,
          pointer + "/weight",
          "the weight is " + Words.quoted(weight),
          "write the whole number 0 or 1, or leave it out");
    }
    if (hasPicture && !isZero) {
      error(
          Rule.WEIGHTED_PICTURE,
          pointer + "/weight",
          "a message with a picture has a weight",
          "write 0 or leave it out: only answers are learnt");
    }
  }

  private void reasoning(Map<?, ?> message, String pointer) {
    for (String name : List.of("reasoning", "reasoning_content")) {
      Object reasoning = message.get(name);
      if (reasoning != null && !Words.isText(reasoning)) {
        error(
            Rule.INVALID_REASONING,
            pointer + "/" + name,
            "the reasoning is " + Words.kind(reasoning),
            "write a text");
      }
    }
    if (longReasoning && message.get("reasoning") != null) {
      findings.warning(new Flaw(
          Rule.REASONING_NAME,
          pointer + "/reasoning",
          "'reasoning' is another provider's name",
          "write reasoning_content"));
    }
  }

  private void error(Rule rule, String pointer, String message, String fix) {
    findings.error(new Flaw(rule, pointer, message, fix));
  }
}
