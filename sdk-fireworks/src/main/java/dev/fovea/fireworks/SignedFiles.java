package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Download;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Files in the store behind Fireworks. Whoever has their signed addresses may read or write them,
 * so no key goes there and no message holds an address.
 */
final class SignedFiles {
  private static final Operation<Void, ResponseMeta> STORE =
      Operation.put("{+place}").on("storage").named("store bytes").transfer().build();
  private static final Operation<Void, ResponseMeta> FETCH =
      Operation.get("{+place}").on("storage").named("fetch bytes").transfer().build();

  private SignedFiles() {}

  /** {@return the addresses an answer names, by file name in order} */
  static Map<String, URI> addresses(WireObject answer) {
    WireObject urls =
        answer.object("filenameToSignedUrls").orElseGet(() -> WireObject.of(Map.of()));
    Map<String, URI> addresses = new TreeMap<>();
    urls.glance().rest().keySet().forEach(name -> addresses.put(name, urls.uri(name)));
    return addresses;
  }

  /** {@return the address of one file; without it the answer is of no use} */
  static URI address(Map<String, URI> addresses, String name) {
    URI place = addresses.get(name);
    if (place == null) {
      throw unusable("the answer names no place for " + name);
    }
    return place;
  }

  /**
   * A call that stores a file. The signature covers the size and the type, which therefore stand in
   * headers.
   *
   * @param what what the call does, as messages name it
   */
  static Call<ResponseMeta> put(String what, URI place, FileContent file) {
    return STORE
        .call()
        .named(what)
        .at(place)
        .header("x-goog-content-length-range", file.length() + "," + file.length())
        .body(file);
  }

  /**
   * A call that reads a file.
   *
   * @param what what the call does, as messages name it
   */
  static Call<ResponseMeta> read(String what, URI place) {
    return FETCH.call().named(what).at(place);
  }

  /**
   * Saves one file.
   *
   * @param what what the call does, as messages name it
   */
  static CompletableFuture<Path> save(
      Caller caller, String what, URI place, Path target, CopyOption... options) {
    return Download.save(caller, () -> read(what, place), target, options);
  }

  /** Saves files below a folder, one after the other; gives them in order. */
  static CompletableFuture<List<Path>> saveAll(
      Caller caller, String what, Map<String, URI> files, Path folder, CopyOption... options) {
    CompletableFuture<List<Path>> saved = CompletableFuture.completedFuture(List.of());
    for (Map.Entry<String, URI> file : files.entrySet()) {
      String each = what + ", file " + file.getKey();
      saved = saved.thenCompose(
          before -> save(caller, each, file.getValue(), below(folder, file.getKey()), options)
              .thenApply(path -> join(before, path)));
    }
    return saved;
  }

  private static List<Path> join(List<Path> before, Path path) {
    return Stream.concat(before.stream(), Stream.of(path)).toList();
  }

  // The name is the server's: it must not lead out of the folder.
  private static Path below(Path folder, String name) {
    Path whole = folder.toAbsolutePath().normalize();
    Path target = whole.resolve(name.startsWith("/") ? name.substring(1) : name).normalize();
    if (!target.startsWith(whole) || target.equals(whole)) {
      throw unusable("the answer names a file that would not lie in the folder: '" + name + "'");
    }
    try {
      Path parent = target.getParent();
      Files.createDirectories(parent == null ? whole : parent);
    } catch (IOException e) {
      throw new UncheckedIOException("fireworks: cannot make a folder for " + target, e);
    }
    return target;
  }

  private static UnreadableResponseException unusable(String message) {
    return new UnreadableResponseException(
        Failure.builder()
            .provider(FireworksProvider.ID)
            .message(message)
            .outcome(Outcome.UNKNOWN)
            .build(),
        "$.filenameToSignedUrls");
  }
}
