package dev.fovea.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.image.Image;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Provider API: messages as they stand in chat requests and in the lines of data sets. A single
 * piece of text is written as a string, everything else as a list of parts; pictures are streamed
 * as base64. Immutable and thread-safe.
 */
public final class MessageCodec {
  private final MessageWriter writer;
  private final MessageReader reader;

  private MessageCodec(boolean training, boolean detail, String reasoningField) {
    this.writer = new MessageWriter(training, detail, reasoningField);
    this.reader = new MessageReader(training);
  }

  private MessageCodec(Function<String, @Nullable Image> pictures, boolean lenient) {
    this.writer = new MessageWriter(true, true, MessageWriter.REASONING);
    this.reader = new MessageReader(true, pictures, lenient);
  }

  /**
   * The codec for chat: no training weights are written, and a message without a role is the
   * assistant's.
   *
   * @param detail whether the provider takes a picture's {@code detail}
   * @return the codec
   */
  public static MessageCodec forChat(boolean detail) {
    return new MessageCodec(false, detail, MessageWriter.REASONING);
  }

  static MessageCodec forChat(ChatDialect dialect) {
    return new MessageCodec(false, dialect.detail(), dialect.reasoningField());
  }

  /**
   * The codec for lines of data sets: training weights are written, and every message needs a role.
   *
   * @param detail whether the provider takes a picture's {@code detail}
   * @return the codec
   */
  public static MessageCodec forTraining(boolean detail) {
    return new MessageCodec(true, detail, MessageWriter.REASONING);
  }

  /**
   * The codec for lines of data sets, like {@link #forTraining(boolean)}.
   *
   * @param detail whether the provider takes a picture's {@code detail}
   * @param reasoningField the member for a message's reasoning, such as {@code reasoning_content}
   * @return the codec
   */
  public static MessageCodec forTraining(boolean detail, String reasoningField) {
    return new MessageCodec(true, detail, reasoningField);
  }

  /**
   * The codec that reads lines of data sets whose pictures the caller has taken out of the JSON.
   *
   * @param pictures gives the picture for what stands in the place of its URL; null for a URL that
   *     is to be read as usual. It gets the very string that the parser gave.
   * @param lenient whether a picture is read whatever stands beside its URL, which is lost then;
   *     otherwise such a part is one of an unknown kind
   * @return the codec
   */
  public static MessageCodec forReading(
      Function<String, @Nullable Image> pictures, boolean lenient) {
    return new MessageCodec(pictures, lenient);
  }

  /**
   * Writes a message, its content in the form the message asks for.
   *
   * @param out where to; must write to an {@code OutputStream} if the message has pictures.
   *     Pictures by URL are written as their URL, the others read while they are written.
   * @param message the message
   * @throws IOException if it cannot be written
   */
  public void write(JsonGenerator out, Message message) throws IOException {
    write(out, message, false);
  }

  /**
   * Writes a message.
   *
   * @param out where to; must write to an {@code OutputStream} if the message has pictures
   * @param message the message
   * @param listForm true to write the content as a list even if a string would do
   * @throws IOException if it cannot be written
   */
  public void write(JsonGenerator out, Message message, boolean listForm) throws IOException {
    writer.write(out, message, listForm || message.contentIsList(), PictureSink.DIRECT);
  }

  void write(JsonGenerator out, Message message, PictureSink pictures) throws IOException {
    writer.write(out, message, message.contentIsList(), pictures);
  }

  /**
   * Reads the message whose first token the parser stands on, and stops at its last token.
   *
   * @param parser stands on the message's first token
   * @return the message; members this version does not know are kept, unless they are null
   * @throws IOException if the JSON is broken or cannot be read on
   * @throws dev.fovea.error.UnreadableResponseException if it is JSON but not a message; it names
   *     the place
   */
  public Message read(JsonParser parser) throws IOException {
    return reader.read(parser);
  }

  /**
   * Reads a content that belongs to no message: a text or a list of parts.
   *
   * @param parser stands on the content's first token
   * @return the parts
   * @throws IOException if the JSON is broken or cannot be read on
   * @throws dev.fovea.error.UnreadableResponseException if it is JSON but not a content; it names
   *     the place
   */
  public List<ContentPart> readContent(JsonParser parser) throws IOException {
    Message.Builder holder = Message.builder().role(Role.USER);
    reader.content(parser, holder);
    return holder.build().content();
  }

  /**
   * Writes a content that belongs to no message, one text as a string, all else as a list.
   *
   * @param out where to; must write to an {@code OutputStream} if there are pictures
   * @param parts the parts
   * @throws IOException if it cannot be written
   */
  public void writeContent(JsonGenerator out, List<? extends ContentPart> parts)
      throws IOException {
    Message holder = Message.builder().role(Role.USER).content(parts).build();
    writer.content(out, holder, holder.contentIsList(), PictureSink.DIRECT);
  }
}
