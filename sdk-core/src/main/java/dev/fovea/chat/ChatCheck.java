package dev.fovea.chat;

import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.chat.ContentPart.TextPart;
import dev.fovea.chat.ContentPart.UnknownPart;
import dev.fovea.config.ToolNames;
import dev.fovea.error.ImageException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One check of one request: counts, order and tools here, each picture in {@link ChatPictures}. */
final class ChatCheck {
  private static final String FIRST = "put the pictures first, with imagesFirst()";

  private final ChatRules rules;
  private final List<Finding> findings = new ArrayList<>();
  private final ChatPictures pictures;
  private int count;
  private long base64;
  private boolean orderTold;

  ChatCheck(ChatRules rules) {
    this.rules = rules;
    this.pictures = new ChatPictures(rules, findings);
  }

  List<Finding> run(ChatRequest request) {
    List<Message> messages = request.messages();
    int lastAnswer = -1;
    boolean talked = false;
    for (int i = 0; i < messages.size(); i++) {
      lastAnswer = messages.get(i).role() == Role.ASSISTANT ? i : lastAnswer;
    }
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      boolean instructions = message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
      if (instructions && talked) {
        lateInstructions("/messages/" + i);
      }
      talked |= !instructions;
      message(message, "/messages/" + i, i < lastAnswer);
      required(message, "/messages/" + i);
      order(request.model(), message, "/messages/" + i);
    }
    totals();
    tools(request.tools());
    return List.copyOf(findings);
  }

  private void message(Message message, String pointer, boolean answered) {
    List<ContentPart> parts = message.content();
    for (int i = 0; i < parts.size(); i++) {
      String place = pointer + "/content/" + i;
      ContentPart part = parts.get(i);
      if (part instanceof ImagePart picture) {
        picture(picture.image(), null, place, answered);
      } else if (part instanceof UnknownPart unknown && unknown.type().equals("image_url")) {
        url(unknown, place, answered);
      }
    }
  }

  private void required(Message message, String pointer) {
    String role = message.providerRole();
    if (message.name().isEmpty() && rules.words("named-roles").contains(role)) {
      error(
          "invalid-name",
          pointer,
          "a message of role '" + role + "' has no name",
          "say whose result it is");
    }
    if (message.toolCallId().isEmpty() && rules.words("answering-roles").contains(role)) {
      error(
          "missing-tool-call-id",
          pointer,
          "a message of role '" + role + "' does not say which call it answers",
          "give it the id of that call");
    }
  }

  private void picture(Image image, @Nullable String said, String place, boolean answered) {
    if (image.isRemote()) {
      pictures.remote(place, count, answered);
    } else {
      base64 += image.base64Length();
      pictures.local(image, said, place, count);
    }
    count++;
  }

  // A picture with members this library does not know is kept as it was written.
  private void url(UnknownPart part, String place, boolean answered) {
    Object source = part.fields().get("image_url");
    if (!(source instanceof Map<?, ?> map) || !(map.get("url") instanceof String url)) {
      return;
    }
    if (!url.regionMatches(true, 0, "data:", 0, 5)) {
      pictures.remote(place, count++, answered);
      return;
    }
    try {
      picture(Image.fromDataUrl(url), url.substring(5, url.indexOf(';')), place, answered);
    } catch (ImageException e) {
      pictures.unreadable(e, place, count++);
    }
  }

  private void order(String model, Message message, String pointer) {
    boolean text = false;
    for (ContentPart part : message.content()) {
      if (part instanceof ImagePart && text) {
        textFirst(model, pointer);
        return;
      }
      text |= part instanceof TextPart words && !words.text().isBlank();
    }
  }

  private void textFirst(String model, String pointer) {
    String name = model.toLowerCase(Locale.ROOT);
    if (rules.words("pictures-first-models").stream().anyMatch(name::contains)) {
      warn("pictures-first", pointer, "this model wants pictures before the text", FIRST);
    } else if (!orderTold && rules.word("prefix-cache").equals("yes")) {
      orderTold = true;
      warn(
          "static-first",
          pointer,
          "the text stands before the pictures; when the same pictures come with another text,"
              + " nothing behind it is taken from the prompt cache",
          "where the pictures stay and the text changes, " + FIRST);
    }
  }

  private void lateInstructions(String pointer) {
    if (rules.word("prefix-cache").equals("yes")) {
      warn(
          "static-first",
          pointer,
          "instructions stand behind the conversation's begin; the prompt cache goes by what"
              + " requests have in common from their start on",
          "put what stays the same first");
    }
  }

  private void totals() {
    OptionalLong most = rules.number("max-pictures");
    if (most.isPresent() && count > most.getAsLong()) {
      error(
          "image-count",
          "/messages",
          "the request has " + count + " pictures, at most " + most.getAsLong() + " are taken",
          "send fewer, or in several requests");
    }
    OptionalLong room = rules.number("max-base64-chars");
    if (room.isPresent() && base64 > room.getAsLong()) {
      error(
          "pictures-too-large",
          "/messages",
          String.format(
              Locale.ROOT,
              "the pictures have %,d bytes as base64 together, at most %,d are taken",
              base64,
              room.getAsLong()),
          "scale them down, or send fewer at once");
    }
  }

  private void tools(List<Tool> tools) {
    ToolNames names = rules.toolNames();
    for (int i = 0; i < tools.size(); i++) {
      String pointer = "/tools/" + i + "/function/name";
      names
          .flaw(tools.get(i).name())
          .ifPresent(flaw -> error("tool-name", pointer, flaw, names.fix()));
    }
  }

  private void error(String rule, String pointer, String message, String fix) {
    add(Finding.builder().pointer(pointer).message(message).fix(fix), rule);
  }

  private void warn(String rule, String pointer, String message, String fix) {
    Finding.Builder finding = Finding.builder().severity(Severity.WARNING);
    add(finding.pointer(pointer).message(message).fix(fix), rule);
  }

  private void add(Finding.Builder finding, String rule) {
    findings.add(finding.rule(rules.id() + "." + rule).build());
  }
}
