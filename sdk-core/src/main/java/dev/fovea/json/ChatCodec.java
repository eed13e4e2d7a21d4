package dev.fovea.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.chat.Message;
import dev.fovea.config.Limits;
import dev.fovea.config.ResponseMeta;
import dev.fovea.inference.BatchResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Provider API: chat requests and answers in the form most providers share, without a mapper and
 * without a tree. Immutable and thread-safe.
 */
public final class ChatCodec {
  private static final String PROMPT = "prompt";

  private final JsonFactory factory;
  private final ChatSettings settings;
  private final MessageCodec messages;
  private final boolean plainPrompt;

  private ChatCodec(Limits limits, ChatDialect dialect) {
    this.factory = JsonFactories.of(limits);
    this.settings = new ChatSettings(dialect);
    this.messages = MessageCodec.forChat(dialect);
    this.plainPrompt = dialect.plainPrompt();
  }

  /**
   * Makes a codec that keeps to limits.
   *
   * @param limits how deep and how long answers may be
   * @param dialect what is different at this provider
   * @return the codec; make one a client
   */
  public static ChatCodec of(Limits limits, ChatDialect dialect) {
    return new ChatCodec(limits, dialect);
  }

  /**
   * Writes a request.
   *
   * @param request what to ask
   * @param stream whether the answer is to come piece by piece
   * @param vendorFields more members by name or by path, see {@link FieldPaths}; they win over
   *     those of the request
   * @return the body; its pictures are read when it is written
   * @throws IllegalArgumentException if a vendor field is no JSON value, or lies in the messages
   * @throws dev.fovea.error.ImageException if a picture cannot be read
   */
  public ChatBody body(
      ChatRequest request, boolean stream, Map<String, ? extends @Nullable Object> vendorFields) {
    BodyPieces pieces = new BodyPieces();
    try (JsonGenerator out = factory.createGenerator(pieces)) {
      out.writeStartObject();
      if (vendorFields.isEmpty()) {
        settings.write(out, request, stream);
      } else {
        members(out, FieldPaths.merge(tree(request, stream), checked(vendorFields)));
      }
      if (plainPrompt) {
        prompt(out, request.messages().get(0), vendorFields.containsKey(PROMPT), pieces);
      } else {
        messages(out, request.messages(), pieces);
      }
      out.writeEndObject();
    } catch (IOException e) {
      // Memory can always be written to.
      throw new UncheckedIOException(e);
    }
    return pieces.body();
  }

  // A vendor's own form of the prompt, such as token ids, stands among its fields.
  private static void prompt(JsonGenerator out, Message message, boolean told, BodyPieces pieces)
      throws IOException {
    if (!told) {
      out.writeStringField(PROMPT, message.text());
    }
    if (message.content().stream().anyMatch(ImagePart.class::isInstance)) {
      out.writeArrayFieldStart("images");
      for (ContentPart part : message.content()) {
        if (part instanceof ImagePart picture) {
          MessageWriter.url(out, picture.image(), pieces);
        }
      }
      out.writeEndArray();
    }
  }

  private void messages(JsonGenerator out, List<Message> list, BodyPieces pieces)
      throws IOException {
    out.writeArrayFieldStart("messages");
    for (Message message : list) {
      messages.write(out, message, pieces);
    }
    out.writeEndArray();
  }

  private Map<String, @Nullable Object> tree(ChatRequest request, boolean stream)
      throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = factory.createGenerator(json)) {
      out.writeStartObject();
      settings.write(out, request, stream);
      out.writeEndObject();
    }
    try (JsonParser parser = JsonFactories.WRITING.createParser(json.toByteArray())) {
      return Documents.whole(parser, JsonValues::object);
    }
  }

  private static <T extends @Nullable Object> Map<String, T> checked(Map<String, T> vendorFields) {
    Set<String> paths = vendorFields.keySet();
    if (paths.stream().anyMatch(path -> path.equals("messages") || path.startsWith("messages."))) {
      throw new IllegalArgumentException(
          "messages cannot be changed by extra properties; give the message additionalProperties");
    }
    return vendorFields;
  }

  private static void members(JsonGenerator out, Map<String, @Nullable Object> members)
      throws IOException {
    for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
      out.writeFieldName(member.getKey());
      JsonValues.write(out, member.getValue());
    }
  }

  /**
   * Reads an answer. What is missing is absent, what is unknown is kept; an {@code error} in it is
   * among the {@link ChatCompletion#additionalProperties()}.
   *
   * @param body the JSON; left open
   * @param meta what came with it
   * @return the answer
   * @throws IOException if the bytes cannot be had
   * @throws dev.fovea.error.UnreadableResponseException if they are not an answer; it names the
   *     place
   */
  public ChatCompletion readCompletion(InputStream body, ResponseMeta meta) throws IOException {
    try (JsonParser parser = factory.createParser(body)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      return Documents.whole(parser, p -> CompletionReader.read(p, meta));
    }
  }

  /**
   * Reads a line of a batch's output file or error file.
   *
   * @param line the JSON
   * @return the result
   * @throws dev.fovea.error.UnreadableResponseException if it is none; it names the place
   */
  public BatchResult readResult(byte[] line) {
    try (JsonParser parser = factory.createParser(line)) {
      return Documents.whole(parser, BatchLines::read);
    } catch (IOException e) {
      // Bytes in memory can always be read.
      throw new UncheckedIOException(e);
    }
  }

  /** {@return a reader for the pieces of one stream} */
  public ChunkReader chunks() {
    return new ChunkReader(factory);
  }
}
