package dev.fovea.testkit.openai;

import dev.fovea.testkit.storage.Blob;
import dev.fovea.testkit.storage.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The uploads in parts. Thread-safe; bytes never stand in memory as a whole. */
final class UploadStore {
  // As with files, the larger of two megabytes refuses nothing right.
  private static final long LARGEST_PART = 64L << 20;

  private final Account account;
  private final FileStore files;
  private final Map<String, Upload> uploads = new LinkedHashMap<>();

  UploadStore(Account account, FileStore files) {
    this.account = account;
    this.files = files;
  }

  synchronized Upload create(Upload.Announcement announcement) {
    Upload upload = new Upload(account.id("upload_", 32), announcement, account.now());
    uploads.put(upload.id(), upload);
    return upload;
  }

  Upload get(String id) {
    Upload upload;
    synchronized (this) {
      upload = uploads.get(id);
    }
    if (upload == null) {
      throw OpenAiErrors.of(404, "No such Upload object: " + id, "upload_id", null);
    }
    return upload;
  }

  /** An upload that still takes something; refused when it is over. */
  Upload pending(String id) throws IOException {
    Upload upload = get(id);
    String status = upload.status(account.now());
    if (!status.equals("pending")) {
      if (status.equals("expired")) {
        upload.forget();
      }
      throw OpenAiErrors.badRequest(
          "Upload " + id + " cannot be changed any more: its status is " + status + ".",
          "upload_id",
          null);
    }
    return upload;
  }

  /** Keeps a part's bytes until it is known where they go. */
  Blob keep(InputStream part) throws IOException {
    return files.keep(out -> Folder.copy(new Bounded(part, LARGEST_PART), out));
  }

  /** Adds a part, in whatever order parts come. */
  String add(Upload upload, Blob part) {
    String id = account.id("part_", 24);
    upload.add(id, part);
    return id;
  }

  /** Puts the parts behind each other as the list says. */
  void complete(Upload upload, List<String> partIds, @Nullable String md5) throws IOException {
    List<Blob> parts = parts(upload, partIds);
    long sum = parts.stream().mapToLong(Blob::size).sum();
    OpenAiErrors.unless(
        sum == upload.announcement().bytes(),
        "The parts have " + sum + " bytes together, but the upload was created for "
            + upload.announcement().bytes() + ".",
        "bytes");
    MessageDigest digest = digest();
    Blob whole = files.keep(out -> {
      DigestOutputStream hashed = new DigestOutputStream(out, digest);
      for (Blob part : parts) {
        try (InputStream bytes = Files.newInputStream(part.place())) {
          Folder.copy(bytes, hashed);
        }
      }
    });
    String found = HexFormat.of().formatHex(digest.digest());
    if (md5 != null && !md5.toLowerCase(Locale.ROOT).equals(found)) {
      whole.delete();
      throw OpenAiErrors.badRequest(
          "The MD5 of the parts together is " + found + ", not " + md5 + ".",
          "md5",
          "invalid_value");
    }
    upload.complete(files.create(upload.announcement().file(), whole));
    upload.forget();
  }

  private static List<Blob> parts(Upload upload, List<String> partIds) {
    OpenAiErrors.unless(
        new HashSet<>(partIds).size() == partIds.size(),
        "'part_ids' names a part twice.",
        "part_ids");
    List<Blob> parts = new ArrayList<>();
    for (String id : partIds) {
      parts.add(upload
          .part(id)
          .orElseThrow(() -> OpenAiErrors.badRequest(
              "Part " + id + " does not belong to upload " + upload.id() + ".",
              "part_ids",
              "invalid_value")));
    }
    return parts;
  }

  void cancel(Upload upload) throws IOException {
    upload.cancel();
    upload.forget();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
