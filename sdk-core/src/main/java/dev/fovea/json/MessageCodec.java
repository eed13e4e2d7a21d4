package dev.fovea.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.chat.Message;
import java.io.IOException;

/**
 * Provider API: messages as they stand in chat requests and in the lines of data sets. A single
 * piece of text is written as a string, everything else as a list of parts; pictures are streamed
 * as base64. Immutable and thread-safe.
 */
public final class MessageCodec {
  private final MessageWriter writer;
  private final MessageReader reader;

  private MessageCodec(boolean training, boolean detail) {
    this.writer = new MessageWriter(training, detail);
    this.reader = new MessageReader(training);
  }

  /**
   * The codec for chat: no training weights are written, and a message without a role is the
   * assistant's.
   *
   * @param detail whether the provider takes a picture's {@code detail}
   * @return the codec
   */
  public static MessageCodec forChat(boolean detail) {
    return new MessageCodec(false, detail);
  }

  /**
   * The codec for lines of data sets: training weights are written, and every message needs a role.
   *
   * @param detail whether the provider takes a picture's {@code detail}
   * @return the codec
   */
  public static MessageCodec forTraining(boolean detail) {
    return new MessageCodec(true, detail);
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
}
