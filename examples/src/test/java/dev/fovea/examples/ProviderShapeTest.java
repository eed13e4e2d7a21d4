package dev.fovea.examples;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever knows one provider knows all: the same types under another name, alike to the method. */
class ProviderShapeTest {
  private static final List<String> PROVIDERS = List.of("Together", "Fireworks");

  /** What stands in every provider without its name, public, and what it is. */
  private static final Map<String, Class<?>> SHOWN = Map.ofEntries(
      entry("Client", ProviderClient.class),
      entry("Client$Builder", ClientBuilder.class),
      entry("Options", Object.class),
      entry("Options$Builder", Object.class),
      entry("Provider", ProviderEntry.class),
      entry("ChatOptions", ProviderOptions.class),
      entry("FineTuningOptions", ProviderOptions.class),
      entry("DeploymentOptions", ProviderOptions.class),
      entry("FileService", FileService.class),
      entry("FineTuningService", FineTuningService.class),
      entry("DeploymentService", DeploymentService.class),
      entry("ModelService", dev.fovea.ModelService.class),
      entry("File", Object.class),
      entry("FineTuningJob", Object.class),
      entry("Deployment", Object.class),
      entry("Batch", Object.class),
      entry("ListQuery", WireSpec.class));

  /** What stands in every provider without its name, hidden, and what it is. */
  private static final Map<String, Class<?>> HIDDEN = Map.of(
      "Chat", Object.class,
      "Files", CallingFiles.class,
      "FineTuning", CallingFineTuning.class,
      "Deployments", CallingDeployments.class,
      "Models", CallingModels.class,
      "Batches", CallingBatches.class,
      "Datasets", Object.class,
      "Errors", ErrorReader.class,
      "Addresses", Object.class);

  /** The types of the shape whose methods every provider has alike. */
  private static final List<String> ALIKE =
      List.of("Client", "Client$Builder", "Options", "Options$Builder", "Provider");

  /** The methods of these that one provider alone has, and why. */
  private static final Map<String, String> OWN = Map.of(
      "TogetherClient.endpoints", "endpoints of the first interface still run and bill",
      "TogetherClient$Builder.projectId", "deployments and registry models stand below a project",
      "TogetherOptions.projectId", "deployments and registry models stand below a project",
      "TogetherOptions$Builder.projectId", "deployments and registry models stand below a project",
      "FireworksClient.batches", "batches are resources there, which can be found and deleted",
      "FireworksClient.evaluators", "graders of reinforcement fine-tuning exist there alone",
      "FireworksClient.rerank", "ranking of texts is a service of its own there",
      "FireworksClient$Builder.accountId",
          "everything on its control plane stands below an account",
      "FireworksOptions.accountId", "everything on its control plane stands below an account",
      "FireworksOptions$Builder.accountId",
          "everything on its control plane stands below an account");

  @ParameterizedTest
  @ValueSource(strings = {"Together", "Fireworks"})
  void everyProviderHasTheShownTypes(String provider) {
    SHOWN.forEach((name, is) -> {
      Class<?> type = type(provider, name);
      assertThat(type).isPublic();
      assertThat(is).isAssignableFrom(type);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Together", "Fireworks"})
  void everyProviderHasTheHiddenTypes(String provider) {
    HIDDEN.forEach((name, is) -> {
      Class<?> type = type(provider, name);
      assertThat(Modifier.isPublic(type.getModifiers()))
          .as("%s is public", type)
          .isFalse();
      assertThat(is).isAssignableFrom(type);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Together", "Fireworks"})
  void aTypeIsWhatItsNameSays(String provider) {
    List<Class<?>> types = shown(provider);

    assertThat(types).hasSizeGreaterThan(SHOWN.size());
    assertThat(types).allSatisfy(type -> {
      String name = type.getSimpleName();
      if (name.endsWith("Service")) {
        assertThat(type).isInterface();
      } else if (name.endsWith("Options") || Modifier.isAbstract(type.getModifiers())) {
        assertThat(methods(type)).contains("builder");
        assertThat(methods(type("", type.getName() + "$Builder"))).contains("build");
      } else {
        assertThat(type).isFinal();
      }
      if (name.endsWith("Spec") || name.endsWith("Query")) {
        assertThat(type).isAssignableTo(WireSpec.class);
      }
    });
  }

  @Test
  void clientsAndOptionsHaveTheSameMethods() {
    Set<String> own = new TreeSet<>();
    for (String name : ALIKE) {
      Set<String> shared = new TreeSet<>(methods(type(PROVIDERS.get(0), name)));
      PROVIDERS.forEach(provider -> shared.retainAll(methods(type(provider, name))));
      PROVIDERS.forEach(provider -> methods(type(provider, name)).stream()
          .filter(method -> !shared.contains(method))
          .forEach(method -> own.add(provider + name + "." + method)));
      assertThat(shared).as("methods all have in " + name).isNotEmpty();
    }

    assertThat(own).isEqualTo(new TreeSet<>(OWN.keySet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Together", "Fireworks"})
  void everyCallHasATwinThatWaitsForNothing(String provider) {
    List<Method> calls = shown(provider).stream()
        .filter(type -> type.getSimpleName().endsWith("Service"))
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> method.getReturnType() != ChatService.class)
        .toList();

    assertThat(calls).isNotEmpty();
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

  private static List<Class<?>> shown(String provider) {
    JavaClasses imported = new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests())
        .importPackages(room(provider));
    return imported.stream()
        .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
        .<Class<?>>map(type -> type("", type.getName()))
        .filter(type -> Modifier.isPublic(type.getModifiers()))
        .toList();
  }

  private static Set<String> methods(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
        .map(Method::getName)
        .collect(toCollection(TreeSet::new));
  }

  private static String room(String provider) {
    return "dev.fovea." + provider.toLowerCase(Locale.ROOT);
  }

  private static Class<?> type(String provider, String name) {
    String full = provider.isEmpty() ? name : room(provider) + "." + provider + name;
    try {
      return Class.forName(full, false, ProviderShapeTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError("every provider has the type " + full, e);
    }
  }
}
