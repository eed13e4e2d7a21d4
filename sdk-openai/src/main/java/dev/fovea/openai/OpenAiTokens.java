package dev.fovea.openai;

import dev.fovea.config.ResponseMeta;
import dev.fovea.dataset.ModelTokens;
import dev.fovea.dataset.TokenRules;
import dev.fovea.dataset.TrainingPrice;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.WireObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What OpenAI publishes about tokens, from the dated data beside this class and a user's own. */
final class OpenAiTokens implements TokenRules {
  private static final Pattern DATE = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");
  private static final Pattern STAGE = Pattern.compile("-(latest|preview)$");
  private static final Pattern TUNED = Pattern.compile("ft:([^:]+)(:.*)?");

  // The library's own first; what comes later wins.
  private final List<WireObject> documents;
  private final Map<String, PictureTokens> pictures = new TreeMap<>();
  private final Map<String, Long> contexts = new TreeMap<>();
  private final Map<String, TrainingPrice> prices = new TreeMap<>();
  private final String usual;
  private final String dated;
  private final TextTokens text;

  private OpenAiTokens(List<WireObject> documents) {
    this.documents = List.copyOf(documents);
    boolean older = last("copy", d -> d.text("copy").filter(Set.of("newest", "older")::contains))
        .equals("older");
    long most = last("mostPatches", d -> d.integer("mostPatches"));
    this.usual = last("usualModel", d -> d.text("usualModel"));
    this.dated = last("date", d -> d.text("date"));
    this.text = new TextTokens(
        last("bytesPerToken", d -> d.decimal("bytesPerToken").filter(number -> number > 0)),
        last("tokensPerMessage", d -> d.integer("tokensPerMessage")),
        last("tokensPerExample", d -> d.integer("tokensPerExample")));
    for (WireObject document : documents) {
      rows(
          document,
          "tileModels",
          row -> pictures.put(row.model(), new TileTokens(row.number("base"), row.number("tile"))));
      rows(
          document,
          "patchModels",
          row -> pictures.put(row.model(), new PatchTokens(row, older, most)));
      rows(document, "trainingContexts", row -> contexts.put(row.model(), row.number("tokens")));
      rows(document, "trainingPrices", row -> prices.put(row.model(), row.price()));
    }
  }

  /** {@return what came with the library} */
  static OpenAiTokens published() {
    return Published.RULES;
  }

  @Override
  public String id() {
    return OpenAiProvider.ID;
  }

  @Override
  public List<String> models() {
    Set<String> models = new TreeSet<>(pictures.keySet());
    models.addAll(contexts.keySet());
    return List.copyOf(models);
  }

  @Override
  public ModelTokens usual() {
    return model(usual);
  }

  @Override
  public ModelTokens model(String model) {
    Matcher tuned = TUNED.matcher(model);
    String base = tuned.matches() ? tuned.group(1) : model;
    PictureTokens rule = Stream.of(
            base, undated(base), STAGE.matcher(undated(base)).replaceFirst(""))
        .map(pictures::get)
        .filter(found -> found != null)
        .findFirst()
        .orElse(null);
    Long context = dated(contexts, base);
    if (rule == null && context == null) {
      throw new IllegalArgumentException("OpenAI says nothing of the tokens of '" + base
          + "'; there are numbers for " + String.join(", ", models()));
    }
    return new OpenAiModelTokens(base, dated, rule, context, dated(prices, base), text);
  }

  private static String undated(String model) {
    return DATE.matcher(model).replaceFirst("");
  }

  /** {@return what holds for a model, or for the one that its name without a date stands for} */
  private static <T> @Nullable T dated(Map<String, T> rows, String model) {
    T exact = rows.get(model);
    return exact != null
        ? exact
        : rows.entrySet().stream()
            .filter(row -> undated(row.getKey()).equals(model))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }

  @Override
  public TokenRules with(InputStream json) {
    WireObject own;
    try {
      own = WireObject.read(json, ResponseMeta.none(), 200);
    } catch (UnreadableResponseException e) {
      throw new IllegalArgumentException("the token file is no JSON object: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the token file", e);
    }
    Set<String> unknown = new TreeSet<>(own.rest().keySet());
    unknown.removeAll(documents.get(0).rest().keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("the token file holds " + unknown + ", but there are only "
          + documents.get(0).rest().keySet());
    }
    return new OpenAiTokens(Stream.concat(documents.stream(), Stream.of(own)).toList());
  }

  private <T> T last(String name, Function<WireObject, Optional<T>> reading) {
    T found = null;
    for (WireObject document : documents) {
      if (document.rest().containsKey(name)) {
        found = reading
            .apply(document.glance())
            .orElseThrow(() -> new IllegalArgumentException(
                "'" + name + "' of the token file is not of the right kind"));
      }
    }
    if (found == null) {
      throw new IllegalStateException("the library is incomplete: the tokens lack " + name);
    }
    return found;
  }

  private static void rows(WireObject document, String name, Consumer<TokenRow> reading) {
    for (WireObject fields : document.glance().objects(name)) {
      TokenRow row = new TokenRow(fields);
      reading.accept(row);
      row.end();
    }
  }

  /** Read when somebody asks. */
  private static final class Published {
    static final OpenAiTokens RULES =
        new OpenAiTokens(List.of(DatedFacts.read(OpenAiTokens.class, "tokens.json")));
  }
}
