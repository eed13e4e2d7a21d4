package dev.fovea.openai;

import dev.fovea.config.Timing;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.provider.CheckedUpload;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Content;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Operation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One upload; for one use. What is small enough goes as a form with one request, which makes
 * another file each time it is heard; what is too large goes in parts, see {@link UploadParts}.
 */
final class Upload {
  static final String CHECKED_PURPOSE = "fine-tune";

  private static final Operation<Void, RemoteFile> SEND = Operation.post("files")
      .named("upload file")
      .transfer()
      .whenUnknown("files().list() shows whether it is there; each upload makes another file")
      .receives(WireObject.as(WireFile::toModel))
      .build();

  private final CheckedUpload checked;
  private final UploadFacts facts;
  private final Map<String, @Nullable Object> own;
  private @Nullable String md5;

  Upload(UploadRequest request, Map<String, @Nullable Object> own, UploadFacts facts) {
    this.checked = new CheckedUpload(OpenAiProvider.ID, request);
    this.own = own;
    this.facts = facts;
    if (request.checked()) {
      facts.requireName(name(), request.purpose());
      facts.limits.require(name(), file().length());
    }
  }

  String name() {
    return checked.name();
  }

  String purpose() {
    return checked.request().purpose();
  }

  CheckedUpload checked() {
    return checked;
  }

  UploadFacts facts() {
    return facts;
  }

  /** The bytes to send, with their hash once the first pass has been made. */
  FileContent file() {
    return checked.file();
  }

  /** The other hash, which OpenAI compares; known once the first pass has been made. */
  @Nullable
  String md5() {
    return md5;
  }

  private boolean inParts() {
    return facts.limits.inParts(file().length());
  }

  /** Reads the whole file before anything is sent: checks it if it is for training, and hashes. */
  Upload check(Supplier<DatasetRules> rules, BooleanSupplier unwanted) {
    UploadRequest request = checked.request();
    MessageDigest whole = md5Digest();
    if (inParts()) {
      checked.hashBeside(whole);
    }
    if (request.checked() && purpose().equals(CHECKED_PURPOSE)) {
      checked.check(rules.get(), unwanted);
    } else if (request.checked() || inParts()) {
      checked.read(FileContent::sha256, unwanted);
    }
    md5 = inParts() ? HexFormat.of().formatHex(whole.digest()) : null;
    return this;
  }

  // Nothing secret hangs on it: it is the hash that OpenAI compares.
  private static MessageDigest md5Digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has MD5", e);
    }
  }

  /** Sends it the way its size asks for. */
  CompletableFuture<RemoteFile> send(Caller caller, Timing timing) {
    return inParts() ? UploadParts.send(caller, this, timing) : sendAtOnce(caller);
  }

  private CompletableFuture<RemoteFile> sendAtOnce(Caller caller) {
    return caller.call(SEND.call()
        .named("upload " + name())
        .body(Content.form(form(), "file", name(), file()))
        .progress(checked.sending()));
  }

  /** What the file is to be, as a form names it: objects go by brackets. */
  private Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("purpose", purpose());
    own.forEach((name, value) -> {
      if (value instanceof Map<?, ?> inside) {
        inside.forEach((key, each) -> form.put(name + "[" + key + "]", String.valueOf(each)));
      } else {
        form.put(name, String.valueOf(value));
      }
    });
    return form;
  }

  /** What the file is to be, as the beginning of an upload in parts names it. */
  Map<String, @Nullable Object> announcement() {
    Map<String, @Nullable Object> announcement = new LinkedHashMap<>();
    announcement.put("filename", name());
    announcement.put("purpose", purpose());
    announcement.put("bytes", file().length());
    announcement.put("mime_type", facts.mediaType(name()));
    announcement.putAll(own);
    return announcement;
  }
}
