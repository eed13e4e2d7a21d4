package dev.fovea.transport;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.Excerpt;
import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Reads the whole of a successful answer and closes it. */
final class AnswerReader<R, T> implements CallRun.Finish<T> {
  private final Call<R> call;
  private final BiFunction<? super R, ResponseMeta, ? extends T> model;

  AnswerReader(Call<R> call, BiFunction<? super R, ResponseMeta, ? extends T> model) {
    this.call = call;
    this.model = model;
  }

  @Override
  public T finish(CallRun<T> run, Response response) throws IOException {
    CallSettings settings = run.settings();
    ResponseMeta meta = settings.heads.meta(response.headers());
    try (response) {
      BufferedSource source = response.body().source();
      boolean patient = call.operation.transfer || call.operation.kind == OperationKind.GENERATION;
      if (patient) {
        // The first byte may take long, those after it may not.
        source.timeout().timeout(settings.timeouts.idle().toMillis(), TimeUnit.MILLISECONDS);
      }
      AnswerStream body = stream(run, source);
      R wire = read(run, response, body, meta);
      return model.apply(wire, meta);
    }
  }

  private AnswerStream stream(CallRun<T> run, BufferedSource source) {
    CallSettings settings = run.settings();
    if (call.operation.transfer) {
      RateGuard guard = new RateGuard(settings.timing, settings.timeouts.idle());
      return new AnswerStream(source, Long.MAX_VALUE, run::drop, guard);
    }
    return new AnswerStream(source, settings.limits.responseBytes(), run::drop, null);
  }

  private R read(CallRun<T> run, Response response, AnswerStream body, ResponseMeta meta)
      throws IOException {
    try {
      return call.reader.read(body, meta, response.code());
    } catch (RuntimeException e) {
      // Whatever a reader made of it: a body that broke is a broken body.
      IOException broken = body.broken();
      if (broken != null) {
        throw broken;
      }
      throw e instanceof UnreadableResponseException text
          ? unreadable(run, response, body, text)
          : e;
    }
  }

  private UnreadableResponseException unreadable(
      CallRun<T> run, Response response, AnswerStream body, UnreadableResponseException e) {
    StringBuilder message = new StringBuilder(e.failure().message());
    message
        .append(" (HTTP ")
        .append(response.code())
        .append(", ")
        .append(ErrorMapper.contentType(response));
    run.settings()
        .heads
        .requestId(response.headers())
        .ifPresent(id -> message.append(", request ").append(id));
    message.append(')');
    if (!body.excerpt().isEmpty()) {
      message.append(": ").append(Excerpt.of(Markup.words(body.excerpt()), 200));
    }
    Failure.Builder failure = run.failure(Outcome.UNKNOWN).message(message.toString());
    @Nullable Throwable cause = e.getCause();
    if (cause != null) {
      failure.cause(cause);
    }
    return new UnreadableResponseException(failure.build(), e.path());
  }
}
