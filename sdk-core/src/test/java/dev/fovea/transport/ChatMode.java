package dev.fovea.transport;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import java.util.concurrent.CompletionException;

/** The two ways of asking for a whole answer, so that one test body covers both. */
enum ChatMode {
  SYNC {
    @Override
    ChatCompletion ask(ChatService chat, ChatRequest request) {
      return chat.create(request);
    }
  },
  ASYNC {
    @Override
    ChatCompletion ask(ChatService chat, ChatRequest request) {
      try {
        return chat.createAsync(request).join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
  };

  abstract ChatCompletion ask(ChatService chat, ChatRequest request);
}
