package dev.fovea.openai;

import dev.fovea.provider.CallingService;
import dev.fovea.provider.Refusal;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Graders at OpenAI. Thread-safe. */
final class OpenAiGraders extends CallingService implements OpenAiGraderService {
  // It changes nothing and bills nothing.
  private static final Operation<Object, WireObject> VALIDATE = Operation.post(
          "fine_tuning/alpha/graders/validate")
      .named("validate grader")
      .kind(OperationKind.READ)
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  private static final Operation<Object, OpenAiGrading> RUN = Operation.post(
          "fine_tuning/alpha/graders/run")
      .named("run grader")
      .kind(OperationKind.GENERATION)
      .sends(Object.class)
      .receives(WireObject.as(OpenAiGrading::new))
      .build();

  OpenAiGraders(Transport transport) {
    super(transport);
  }

  @Override
  public OpenAiGrader validate(OpenAiGrader grader) {
    return now(validating(grader));
  }

  @Override
  public CompletableFuture<OpenAiGrader> validateAsync(OpenAiGrader grader) {
    return later(validating(grader));
  }

  private static Function<Caller, CompletableFuture<OpenAiGrader>> validating(OpenAiGrader grader) {
    return caller -> caller
        .call(VALIDATE.call(body(VALIDATE, grader)))
        .thenApply(answer -> answer
            .object("grader")
            .filter(echo -> echo.glance().text("type").isPresent())
            .map(echo -> OpenAiGrader.of(echo.rest()))
            .orElse(grader));
  }

  @Override
  public OpenAiGrading run(
      OpenAiGrader grader, String modelSample, Map<String, ? extends Object> item) {
    return now(running(grader, modelSample, item));
  }

  @Override
  public CompletableFuture<OpenAiGrading> runAsync(
      OpenAiGrader grader, String modelSample, Map<String, ? extends Object> item) {
    return later(running(grader, modelSample, item));
  }

  private static Function<Caller, CompletableFuture<OpenAiGrading>> running(
      OpenAiGrader grader, String modelSample, Map<String, ? extends Object> item) {
    Objects.requireNonNull(modelSample, "modelSample");
    return caller -> {
      Map<String, @Nullable Object> body = body(RUN, grader);
      body.put("model_sample", modelSample);
      if (!item.isEmpty()) {
        body.put("item", item);
      }
      return caller.call(RUN.call(body));
    };
  }

  private static Map<String, @Nullable Object> body(Operation<?, ?> call, OpenAiGrader grader) {
    if (grader.type().equals("label_model")) {
      throw new Refusal(OpenAiProvider.ID, call.name())
          .of(
              "OpenAI takes labels inside a multi grader only",
              "grader",
              "put it into OpenAiGrader.multi(..)");
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("grader", grader.fields());
    return body;
  }
}
