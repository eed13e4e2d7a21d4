package dev.fovea.providertests;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;

/** Answers in order, writes down what was asked, and runs a hook before an answer. */
final class HookedDispatcher extends QueueDispatcher {
  final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<MockResponse, Runnable> hooks = new ConcurrentHashMap<>();

  void enqueue(MockResponse response, Runnable before) {
    hooks.put(response, before);
    enqueue(response);
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
    asked.add(request.getMethod() + " " + request.getUrl().encodedPath());
    MockResponse response = super.dispatch(request);
    Runnable before = hooks.remove(response);
    if (before != null) {
      before.run();
    }
    return response;
  }
}
