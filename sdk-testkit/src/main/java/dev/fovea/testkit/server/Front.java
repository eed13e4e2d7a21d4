package dev.fovea.testkit.server;

import dev.fovea.testkit.control.Fault;
import dev.fovea.testkit.control.Faults;
import dev.fovea.testkit.control.RequestLog;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Jetty hands a request over: log it, disturb it or let the service answer it. */
final class Front extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final Duration LONGEST_STALL = Duration.ofMinutes(30);

  private final Service service;
  private final Faults faults;
  private final RequestLog log;

  Front(Service service, Faults faults, RequestLog log) {
    this.service = service;
    this.faults = faults;
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = Exchange.of(request);
    log.add(exchange);
    Fault fault = faults.take(exchange.method(), exchange.path()).orElse(null);
    try {
      if (fault != null && fault.delay().compareTo(Duration.ZERO) > 0) {
        faults.pause(fault.delay());
      }
      Fault.Ending ending = fault == null ? Fault.Ending.NORMAL : fault.ending();
      if (ending == Fault.Ending.NORMAL) {
        send(exchange, response, fault, answer(exchange, fault));
        callback.succeeded();
      } else {
        breakOff(exchange, Objects.requireNonNull(fault));
        end(ending, request, callback);
      }
    } catch (AnswerStream.BrokenOff broken) {
      brokenOff(broken.ending(), request, response, callback);
    } catch (IOException gone) {
      callback.failed(gone);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      callback.failed(stopping);
    }
    return true;
  }

  private Reply answer(Exchange exchange, @Nullable Fault fault) throws IOException {
    Optional<Integer> status = fault == null ? Optional.empty() : fault.status();
    if (fault != null && status.isPresent()) {
      exchange.drain();
      String body = fault.body();
      return body.isEmpty()
          ? service.trouble(exchange, status.get(), "a fault was asked for here")
          : Reply.text(status.get(), body);
    }
    return work(exchange);
  }

  private Reply work(Exchange exchange) throws IOException {
    try {
      Reply reply = service.handle(exchange);
      exchange.drain();
      return reply;
    } catch (Problem problem) {
      exchange.drain();
      return problem.reply();
    } catch (IOException unreadable) {
      exchange.drain();
      return service.trouble(
          exchange, 400, "cannot read the request body: " + unreadable.getMessage());
    } catch (Exception e) {
      LOG.warn("{} {} failed inside the embedded provider", exchange.method(), exchange.path(), e);
      return service.trouble(exchange, 500, "the embedded provider failed: " + e);
    }
  }

  private void send(Exchange exchange, Response response, @Nullable Fault fault, Reply reply)
      throws IOException {
    response.setStatus(reply.status());
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    if (fault != null) {
      fault.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    }
    if (reply.length() >= 0 && reply.status() != 204) {
      response.getHeaders().put("Content-Length", reply.length());
    }
    exchange.answered(reply.status());
    if (exchange.method().equals("HEAD")) {
      return;
    }
    OutputStream socket = Content.Sink.asOutputStream(response);
    if (reply.length() < 0) {
      // The client learns the status before the first event is there.
      socket.flush();
    }
    reply.body().writeTo(new AnswerStream(socket, faults, fault));
    // Only a whole answer is ended; one that broke off leaves here by exception.
    socket.close();
  }

  private void breakOff(Exchange exchange, Fault fault) throws IOException {
    if (fault.isWorkDone()) {
      work(exchange);
    } else {
      exchange.drain();
    }
  }

  private void end(Fault.Ending ending, Request request, Callback callback)
      throws IOException, InterruptedException {
    if (ending == Fault.Ending.GARBAGE) {
      Socket.of(request).sendGarbage();
    } else {
      if (ending == Fault.Ending.STALL) {
        faults.pause(LONGEST_STALL);
      }
      Socket.of(request).reset();
    }
    callback.failed(new EofException("ended on purpose"));
  }

  private void brokenOff(
      Fault.Ending ending, Request request, Response response, Callback callback) {
    try {
      if (ending == Fault.Ending.NORMAL) {
        response.write(true, null, callback);
      } else {
        end(ending, request, callback);
      }
    } catch (IOException gone) {
      callback.failed(gone);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      callback.failed(stopping);
    }
  }
}
