package dev.fovea.openai;

import dev.fovea.config.ResponseMeta;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingService;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Permissions of checkpoints, asked for with the key of administrators. Thread-safe. */
final class OpenAiCheckpointPermissions extends CallingService
    implements OpenAiCheckpointPermissionService {
  private static final String PATH = "fine_tuning/checkpoints/{checkpoint}/permissions";

  private static final Operation<Object, WireObject> CREATE = Operation.post(PATH)
      .named("create checkpoint permissions")
      .whenUnknown("list the checkpoint's permissions before trying again")
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, WireObject> LIST = Operation.get(PATH)
      .named("list checkpoint permissions")
      .receives(WireObject::read)
      .build();
  private static final Operation<Void, ResponseMeta> DELETE = Operation.delete(PATH + "/{id}")
      .named("delete checkpoint permission")
      .expects(404)
      .build();

  private final boolean allowed;

  private OpenAiCheckpointPermissions(Transport transport, boolean allowed) {
    super(transport);
    this.allowed = allowed;
  }

  /** Over a view of the client's transport that knows the administrators' key alone. */
  static OpenAiCheckpointPermissions over(Transport transport, OpenAiOptions options) {
    Supplier<String> key = options.adminKey().orElse(() -> "");
    Transport admin = transport.withOptions(
        transport.options().toBuilder().apiKey(() -> checked(key)).build());
    return new OpenAiCheckpointPermissions(admin, options.adminKey().isPresent());
  }

  private static String checked(Supplier<String> source) {
    String key = source.get();
    if (key == null || key.isBlank()) {
      throw missing("the key of administrators is empty");
    }
    return key;
  }

  private static IllegalStateException missing(String what) {
    return new IllegalStateException(
        OpenAiProvider.ID + ": permissions of checkpoints need the key of administrators, and "
            + what + ": set " + OpenAiOptions.ADMIN_KEY
            + " or call OpenAiClient.builder().adminKey(..); nothing was sent");
  }

  private <T> Function<Caller, CompletableFuture<T>> admin(
      Function<Caller, CompletableFuture<T>> flow) {
    return caller -> {
      if (!allowed) {
        throw missing("there is none");
      }
      return flow.apply(caller);
    };
  }

  @Override
  public List<OpenAiCheckpointPermission> create(String checkpoint, List<String> projectIds) {
    return now(creating(checkpoint, projectIds));
  }

  @Override
  public CompletableFuture<List<OpenAiCheckpointPermission>> createAsync(
      String checkpoint, List<String> projectIds) {
    return later(creating(checkpoint, projectIds));
  }

  private Function<Caller, CompletableFuture<List<OpenAiCheckpointPermission>>> creating(
      String checkpoint, List<String> projectIds) {
    List<String> projects = List.copyOf(projectIds);
    if (projects.isEmpty()) {
      throw new IllegalArgumentException(
          "openai: create checkpoint permissions: name at least one project");
    }
    Map<String, Object> body = Map.of("project_ids", projects);
    return admin(caller ->
        caller.call(CREATE.call(body).path("checkpoint", checkpoint)).thenApply(this::read));
  }

  private List<OpenAiCheckpointPermission> read(WireObject answer) {
    return answer.requiredObjects("data").stream()
        .map(OpenAiCheckpointPermission::new)
        .toList();
  }

  @Override
  public Page<OpenAiCheckpointPermission> list(
      String checkpoint, Consumer<OpenAiCheckpointPermissionQuery> query) {
    return now(listing(checkpoint, query));
  }

  @Override
  public CompletableFuture<Page<OpenAiCheckpointPermission>> listAsync(
      String checkpoint, Consumer<OpenAiCheckpointPermissionQuery> query) {
    return later(listing(checkpoint, query));
  }

  private Function<Caller, CompletableFuture<Page<OpenAiCheckpointPermission>>> listing(
      String checkpoint, Consumer<OpenAiCheckpointPermissionQuery> query) {
    SpecFields which = SpecFields.of(new OpenAiCheckpointPermissionQuery(), query);
    return admin(caller -> IdPages.AFTER_LAST_ID.page(
        caller,
        transport,
        () -> which.query(LIST.call().path("checkpoint", checkpoint)),
        OpenAiCheckpointPermission::new));
  }

  @Override
  public void delete(String checkpoint, String permissionId) {
    done(admin(deleting(checkpoint, permissionId)));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String checkpoint, String permissionId) {
    return doneLater(admin(deleting(checkpoint, permissionId)));
  }

  private static Function<Caller, CompletableFuture<ResponseMeta>> deleting(
      String checkpoint, String permissionId) {
    return caller ->
        caller.call(DELETE.call().path("checkpoint", checkpoint).path("id", permissionId));
  }
}
