package dev.fovea.openai;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What of a chat request only OpenAI knows, as it stands on the wire. */
final class ChatFields {
  private static final OpenAiChatOptions NONE = OpenAiChatOptions.builder().build();

  private final ChatRequest request;
  private final OpenAiChatOptions own;
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  private ChatFields(ChatRequest request, OpenAiChatOptions own) {
    this.request = request;
    this.own = own;
  }

  /**
   * {@return the fields}
   *
   * @param compatible whether another's server is asked, which may take more and other things
   */
  static Map<String, @Nullable Object> of(ChatRequest request, boolean compatible) {
    OpenAiChatOptions own = OpenAiChat.own(request).orElse(NONE);
    if (!compatible) {
      new ChatCheck(request, own).run();
    }
    ChatFields fields = new ChatFields(request, own);
    fields.single();
    fields.grouped();
    fields.tools();
    return fields.fields;
  }

  private void single() {
    own.store().ifPresent(to("store"));
    own.serviceTier().ifPresent(to("service_tier"));
    own.reasoningEffort().ifPresent(to("reasoning_effort"));
    own.verbosity().ifPresent(to("verbosity"));
    own.parallelToolCalls().ifPresent(to("parallel_tool_calls"));
    own.promptCacheKey().ifPresent(to("prompt_cache_key"));
    own.promptCacheRetention().ifPresent(to("prompt_cache_retention"));
    own.safetyIdentifier().ifPresent(to("safety_identifier"));
    own.webSearch().ifPresent(to("web_search_options"));
    some(own.biasByToken()).ifPresent(to("logit_bias"));
    some(own.metadata()).ifPresent(to("metadata"));
  }

  private void grouped() {
    own.prediction().ifPresent(text -> put("prediction", "type", "content", "content", text));
    own.voice().ifPresent(voice -> {
      fields.put("modalities", List.of("text", "audio"));
      put("audio", "voice", voice, "format", own.voiceFormat().orElseThrow());
    });
    put(
        "prompt_cache_options",
        "mode",
        own.promptCacheMode().orElse(null),
        "ttl",
        own.promptCacheTtl().orElse(null));
    own.moderationModel().ifPresent(to("moderation.model"));
    own.moderateInput().ifPresent(to("moderation.policy.input.mode"));
    own.moderateOutput().ifPresent(to("moderation.policy.output.mode"));
    // Without being asked OpenAI does not tell what a stream has cost.
    put(
        "stream_options",
        "include_usage",
        own.streamUsage().orElse(true) ? true : null,
        "include_obfuscation",
        own.obfuscation().orElse(null));
  }

  private void tools() {
    List<Object> custom = new ArrayList<>();
    own.customTools().forEach(tool -> custom.add(Map.of("type", "custom", "custom", tool)));
    int place = request.tools().size();
    if (place == 0 && !custom.isEmpty()) {
      fields.put("tools", custom);
    }
    for (int i = 0; place > 0 && i < custom.size(); i++) {
      fields.put("tools." + (place + i), custom.get(i));
    }
    if (!own.allowedTools().isEmpty()) {
      fields.put("tool_choice", allowed());
    } else if (request.toolChoice().orElse(null) instanceof ToolChoice.Function function) {
      ChatCheck.require(
          !isCustom(function.name()),
          "say addAllowedTool(\"" + function.name() + "\") and ToolChoice.required():"
              + " ToolChoice.function(..) is for functions, not for custom tools");
    }
  }

  private boolean isCustom(String name) {
    return own.customTools().stream().anyMatch(tool -> name.equals(tool.get("name")));
  }

  private Map<String, Object> allowed() {
    ToolChoice choice = request.toolChoice().orElseGet(ToolChoice::auto);
    boolean required = choice instanceof ToolChoice.Required;
    ChatCheck.require(
        required || choice instanceof ToolChoice.Auto,
        "allowed tools go with ToolChoice.auto() or ToolChoice.required()");
    List<Object> tools = new ArrayList<>();
    for (String name : own.allowedTools()) {
      String kind = isCustom(name) ? "custom" : "function";
      ChatCheck.require(
          kind.equals("custom") || request.tools().stream().map(Tool::name).anyMatch(name::equals),
          "the allowed tool " + name + " is none of the request's tools; add it or leave it out");
      tools.add(Map.of("type", kind, kind, Map.of("name", name)));
    }
    return Map.of(
        "type",
        "allowed_tools",
        "allowed_tools",
        Map.of("mode", required ? "required" : "auto", "tools", tools));
  }

  private static <T> Optional<Map<String, T>> some(Map<String, T> map) {
    return map.isEmpty() ? Optional.empty() : Optional.of(map);
  }

  private Consumer<Object> to(String name) {
    return value -> fields.put(name, value);
  }

  private void put(String object, @Nullable Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
      }
    }
    if (!members.isEmpty()) {
      fields.put(object, members);
    }
  }
}
