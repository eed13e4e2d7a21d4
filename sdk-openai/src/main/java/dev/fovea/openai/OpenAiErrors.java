package dev.fovea.openai;

import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.ErrorFacts;
import dev.fovea.transport.ErrorReader;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's errors: the standard envelope, whose {@code code} alone tells one error from another.
 * For some of them dated data says what to do, and that repeating the call cannot help.
 */
final class OpenAiErrors implements ErrorReader {
  private static final ErrorReader STANDARD = ErrorReader.standard();

  @Override
  public ErrorFacts read(int status, @Nullable Object body) {
    ErrorFacts facts = STANDARD.read(status, body);
    // An empty account has its word in the kind, and for a while had it nowhere else.
    return Stream.of(facts.code(), facts.type())
        .flatMap(Optional::stream)
        .map(OpenAiErrors::known)
        .flatMap(Optional::stream)
        .findFirst()
        .map(known -> explained(facts, known))
        .orElse(facts);
  }

  // Read when the first error of a kind that may be known comes.
  private static Optional<WireObject> known(String word) {
    return Holder.FACTS.glance().objects("errors").stream()
        .filter(error -> error.glance().texts("codes").contains(word))
        .findFirst();
  }

  private static ErrorFacts explained(ErrorFacts facts, WireObject known) {
    ErrorFacts.Builder more = facts.toBuilder().hopeless(known.flag("hopeless").orElse(false));
    known.text("next").ifPresent(more::next);
    return more.build();
  }

  private static final class Holder {
    static final WireObject FACTS = DatedFacts.read(OpenAiErrors.class, "errors.json");
  }
}
