package dev.fovea.cli;

import dev.fovea.VisionClient;
import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.ChatStream;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fovea chat}: one question, with pictures or without. */
@Command(name = "chat", description = "Ask a model, with pictures or without.")
final class ChatTask extends AccountTask {
  @ArgGroup(multiplicity = "1")
  Whom whom = new Whom();

  @Option(names = "--text", paramLabel = "T", required = true, description = "The question.")
  String text = "";

  @Option(
      names = "--image",
      paramLabel = "FILE_OR_URL",
      description = "A picture; the type is read from its bytes. Repeatable.")
  List<String> images = new ArrayList<>();

  @Option(names = "--detail", paramLabel = "low|high|auto", description = "How closely to look.")
  @Nullable
  Words detail;

  @Option(names = "--stream", description = "Print the answer as it comes.")
  boolean stream;

  @Option(names = "--max-tokens", paramLabel = "N", description = "The longest answer.")
  @Nullable
  Integer maxTokens;

  ChatTask(Context context) {
    super(context);
  }

  /** The words for detail, as the command line spells them. */
  enum Words {
    low,
    high,
    auto
  }

  /** A model by name, or a deployment by id. */
  static final class Whom {
    @Option(names = "--model", paramLabel = "M", required = true, description = "The model.")
    @Nullable
    String model;

    @Option(
        names = "--deployment",
        paramLabel = "ID",
        required = true,
        description = "The deployment to ask, instead of a model.")
    @Nullable
    String deployment;
  }

  @Override
  void prepare() {
    images();
  }

  @Override
  int work(VisionClient client) {
    ChatRequest.Builder request = ChatRequest.builder().user(text, images().toArray(Image[]::new));
    if (maxTokens != null) {
      request.maxTokens(maxTokens);
    }
    ChatService chat = client.chat();
    if (whom.deployment != null) {
      var deployment = client.deployments().get(whom.deployment);
      chat = client.deployments().chat(deployment);
      request.model(deployment.chatModel());
    } else if (whom.model != null) {
      request.model(whom.model);
    }
    ChatCompletion answer = stream ? streamed(chat, request.build()) : whole(chat, request.build());
    if (context().globals().json) {
      context().printJson(Facts.of(answer));
    }
    return ExitCodes.DONE;
  }

  private ChatCompletion whole(ChatService chat, ChatRequest request) {
    ChatCompletion answer = chat.create(request);
    if (!context().globals().json) {
      context().console().out().println(answer.text());
    }
    return answer;
  }

  private ChatCompletion streamed(ChatService chat, ChatRequest request) {
    boolean aloud = !context().globals().json;
    try (ChatStream answer = chat.stream(request)) {
      answer.forEach(chunk -> {
        if (aloud) {
          context().console().out().print(chunk.text());
          context().console().out().flush();
        }
      });
      return answer.completion();
    } finally {
      if (aloud) {
        context().console().out().println();
      }
    }
  }

  private List<Image> images() {
    return images.stream().map(ChatTask::image).map(this::detailed).toList();
  }

  private Image detailed(Image image) {
    return detail == null
        ? image
        : image.withDetail(Detail.valueOf(detail.name().toUpperCase(java.util.Locale.ROOT)));
  }

  private static Image image(String typed) {
    if (typed.startsWith("https://") || typed.startsWith("http://")) {
      return Image.at(URI.create(typed));
    }
    return typed.startsWith("data:") ? Image.fromDataUrl(typed) : Image.of(LocalFiles.file(typed));
  }
}
