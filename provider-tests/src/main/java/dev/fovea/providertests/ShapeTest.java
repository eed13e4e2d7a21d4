package dev.fovea.providertests;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.ModelService;
import dev.fovea.VisionClient;
import dev.fovea.chat.ChatService;
import dev.fovea.config.ProviderOptions;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.file.FileService;
import dev.fovea.finetuning.FineTuningService;
import dev.fovea.provider.CallingBatches;
import dev.fovea.provider.CallingDeployments;
import dev.fovea.provider.CallingFiles;
import dev.fovea.provider.CallingFineTuning;
import dev.fovea.provider.CallingModels;
import dev.fovea.provider.ClientBuilder;
import dev.fovea.provider.ProviderClient;
import dev.fovea.provider.ProviderEntry;
import dev.fovea.provider.WireSpec;
import dev.fovea.transport.ErrorReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever knows one provider knows all: the same types under another name, alike to the method. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ShapeTest {
  /** What stands in every provider without its name, public, and the methods that all have. */
  private static final Map<String, Set<String>> SHOWN = Map.of(
      "Client", Set.of("builder", "fromEnvironment", "of", "withOptions"),
      "Client$Builder", Set.of("build"),
      "Options", Set.of("builder", "client", "fromEnvironment", "okHttp", "toBuilder"),
      "Options$Builder", Set.of("build", "client", "okHttp"),
      "Provider", Set.of("open", "openFromEnvironment"));

  /** What a public type is, by its name without the provider's. */
  private static final Map<String, Class<?>> KINDS = Map.ofEntries(
      entry("Client", ProviderClient.class),
      entry("Client$Builder", ClientBuilder.class),
      entry("Provider", ProviderEntry.class),
      entry("ChatOptions", ProviderOptions.class),
      entry("FineTuningOptions", ProviderOptions.class),
      entry("DeploymentOptions", ProviderOptions.class),
      entry("FileService", FileService.class),
      entry("FineTuningService", FineTuningService.class),
      entry("DeploymentService", DeploymentService.class),
      entry("ModelService", ModelService.class),
      entry("ListQuery", WireSpec.class));

  /** What stands in every provider without its name, hidden, and what it is. */
  private static final Map<String, Class<?>> HIDDEN = Map.of(
      "Chat", Object.class,
      "Files", CallingFiles.class,
      "FineTuning", CallingFineTuning.class,
      "Deployments", CallingDeployments.class,
      "Models", CallingModels.class,
      "Datasets", Object.class,
      "Errors", ErrorReader.class,
      "Addresses", Object.class);

  private final Map<String, String> own;

  /**
   * For subclasses.
   *
   * @param own the methods of client, options and entry that one provider alone has, as in
   *     {@code AcmeClient.anvils}, and why
   */
  protected ShapeTest(Map<String, String> own) {
    this.own = own;
  }

  /** {@return the clients whose providers are looked at} */
  protected abstract List<Class<? extends VisionClient>> clients();

  @ParameterizedTest
  @MethodSource("clients")
  void everyProviderHasTheShownTypes(Class<?> client) {
    assertThat(SHOWN.keySet()).allSatisfy(name -> assertThat(type(client, name)).isPublic());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void everyProviderHasTheHiddenTypes(Class<?> client) {
    HIDDEN.forEach((name, kind) -> {
      Class<?> type = type(client, name);
      assertThat(Modifier.isPublic(type.getModifiers()))
          .as("%s is public", type)
          .isFalse();
      assertThat(kind).isAssignableFrom(type);
    });
    if (shown(client).anyMatch(type -> type.getSimpleName().equals(prefix(client) + "Batch"))) {
      assertThat(type(client, "Batches")).isAssignableTo(CallingBatches.class);
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aTypeIsWhatItsNameSays(Class<?> client) {
    assertThat(shown(client)).hasSizeGreaterThanOrEqualTo(3).allSatisfy(type -> {
      assertThat(type.getSimpleName()).startsWith(prefix(client));
      String name = type.getSimpleName().substring(prefix(client).length());
      assertThat(KINDS.getOrDefault(name, Object.class)).isAssignableFrom(type);
      if (name.endsWith("Service")) {
        assertThat(type).isInterface();
      } else if (type.isSealed()) {
        // A choice: its cases are looked at one by one.
        assertThat(type.getPermittedSubclasses()).isNotEmpty();
      } else if (name.endsWith("Options") || Modifier.isAbstract(type.getModifiers())) {
        assertThat(methods(type)).contains("builder");
        assertThat(methods(type(client, name + "$Builder"))).contains("build");
      } else {
        assertThat(type).isFinal();
      }
      if (name.endsWith("Spec") || name.endsWith("Query")) {
        assertThat(type).isAssignableTo(WireSpec.class);
      }
    });
  }

  @ParameterizedTest
  @MethodSource("clients")
  void clientsAndOptionsHaveTheSameMethodsAndAReasonForEveryOther(Class<?> client) {
    Set<String> others = new TreeSet<>();
    SHOWN.forEach((name, common) -> {
      Set<String> methods = methods(type(client, name));
      assertThat(methods).as(prefix(client) + name).containsAll(common);
      methods.stream()
          .filter(method -> !common.contains(method))
          .forEach(method -> others.add(prefix(client) + name + "." + method));
    });

    assertThat(others)
        .isEqualTo(own.keySet().stream()
            .filter(method -> method.startsWith(prefix(client)))
            .collect(toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void everyCallHasATwinThatWaitsForNothing(Class<?> client) {
    List<Method> calls = shown(client)
        .filter(type -> type.getSimpleName().endsWith("Service"))
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> method.getReturnType() != ChatService.class)
        .toList();

    assertThat(calls).allSatisfy(call -> {
      boolean async = call.getName().endsWith("Async");
      assertThat(call.getReturnType() == CompletableFuture.class).as("%s", call).isEqualTo(async);
      String twin = async
          ? call.getName().substring(0, call.getName().length() - "Async".length())
          : call.getName() + "Async";
      assertThat(Arrays.stream(call.getDeclaringClass().getDeclaredMethods())
              .filter(other -> other.getName().equals(twin))
              .map(other -> List.of(other.getGenericParameterTypes())))
          .as("the twin %s of %s", twin, call)
          .contains(List.of(call.getGenericParameterTypes()));
    });
  }

  private static String prefix(Class<?> client) {
    return client.getSimpleName().replaceFirst("Client$", "");
  }

  /** {@return the public types of the client's package that stand in no other} */
  protected static Stream<Class<?>> shown(Class<?> client) {
    return new ProviderClasses(client)
        .all()
        .filter(type -> !type.isMemberClass() && Modifier.isPublic(type.getModifiers()))
        // Where the tests stand beside the provider.
        .filter(type -> !type.getSimpleName().endsWith("Test"));
  }

  private static Set<String> methods(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
        .map(Method::getName)
        .collect(toCollection(TreeSet::new));
  }

  /**
   * {@return a type of a provider's}
   *
   * @param client the provider's client
   * @param name the type's name without the provider's
   */
  protected static Class<?> type(Class<?> client, String name) {
    String full = client.getPackageName() + "." + prefix(client) + name;
    try {
      return Class.forName(full, false, client.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError("every provider has the type " + full, e);
    }
  }
}
