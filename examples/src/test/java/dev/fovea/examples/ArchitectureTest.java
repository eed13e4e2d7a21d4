package dev.fovea.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arrows between rooms, as drawn in ARCHITECTURE.md. */
@AnalyzeClasses(packages = "dev.fovea", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] MODELS = {
    "dev.fovea",
    "dev.fovea.chat",
    "dev.fovea.image",
    "dev.fovea.file",
    "dev.fovea.finetuning",
    "dev.fovea.deployment",
    "dev.fovea.inference",
    "dev.fovea.page",
    "dev.fovea.config",
    "dev.fovea.error",
    "dev.fovea.finding"
  };
  private static final String[] PROVIDERS = {"dev.fovea.together..", "dev.fovea.fireworks.."};
  private static final String[] ROOMS_OF_PROVIDERS = {
    "dev.fovea.transport", "dev.fovea.json", "dev.fovea.provider"
  };
  private static final String[] OUTER = {
    "dev.fovea.together..", "dev.fovea.testkit..", "dev.fovea.cli..", "dev.fovea.examples.."
  };

  /** An import that lost its classes would make every rule below hold. */
  @ArchTest
  static void everyModuleWasImported(JavaClasses imported) {
    Map<String, Integer> atLeast = new LinkedHashMap<>();
    atLeast.put("dev.fovea.chat", 25);
    atLeast.put("dev.fovea.transport", 20);
    atLeast.put("dev.fovea.dataset", 20);
    atLeast.put("dev.fovea.together", 25);
    atLeast.put("dev.fovea.testkit", 20);
    atLeast.put("dev.fovea.cli", 15);
    atLeast.put("dev.fovea.examples", 6);
    atLeast.forEach((name, count) -> assertThat(imported.stream()
            .filter(type ->
                type.getPackageName().equals(name) || type.getPackageName().startsWith(name + "."))
            .count())
        .as("classes imported from " + name)
        .isGreaterThanOrEqualTo(count));
  }

  @ArchTest
  static final ArchRule packagesHaveNoCycles = slices()
      .matching("dev.fovea.(*)..")
      .should()
      .beFreeOfCycles()
      .because("a room must be readable without the rooms that use it");

  @ArchTest
  static final ArchRule theCoreKnowsNoProvider = noClasses()
      .that()
      .resideOutsideOfPackages(OUTER)
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(OUTER)
      .because("a provider must be removable without touching the core");

  @ArchTest
  static final ArchRule providersKnowCoreOnly = classes()
      .that()
      .resideInAnyPackage(PROVIDERS)
      .should()
      .onlyDependOnClassesThat(
          not(resideInAnyPackage("dev.fovea.testkit..", "dev.fovea.cli..", "dev.fovea.examples..")))
      .because("tests, terminal and examples stand above a provider");

  @ArchTest
  static final ArchRule theEmbeddedProvidersKnowNothingOfOurs = noClasses()
      .that(resideInAnyPackage("dev.fovea.testkit..")
          .and(not(resideInAnyPackage("dev.fovea.testkit.contract"))))
      .should()
      .dependOnClassesThat(
          resideInAnyPackage("dev.fovea..").and(not(resideInAnyPackage("dev.fovea.testkit.."))))
      .because(
          "with a shared view of the wire, client and emulator would be wrong together (ADR 5)");

  @ArchTest
  static final ArchRule theContractKnowsNoProviderAndNoWire = noClasses()
      .that()
      .resideInAPackage("dev.fovea.testkit.contract")
      .should()
      .dependOnClassesThat(resideInAnyPackage(PROVIDERS).or(resideInAnyPackage(ROOMS_OF_PROVIDERS)))
      .because("what all providers promise can be said in the words of the neutral services");

  @ArchTest
  static final ArchRule nobodyNeedsTheContract = noClasses()
      .that()
      .resideOutsideOfPackage("dev.fovea.testkit.contract")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("dev.fovea.testkit.contract")
      .because("an embedded provider must run without the library and without AssertJ");

  @ArchTest
  static final ArchRule configIsALeaf = arrow("dev.fovea.config");

  @ArchTest
  static final ArchRule errorUsesFindingAndConfig =
      arrow("dev.fovea.error", "dev.fovea.finding", "dev.fovea.config");

  @ArchTest
  static final ArchRule findingUsesConfig = arrow("dev.fovea.finding", "dev.fovea.config");

  @ArchTest
  static final ArchRule pageIsALeaf =
      arrow("dev.fovea.page", "dev.fovea.error", "dev.fovea.config");

  @ArchTest
  static final ArchRule imageUsesErrors = arrow(
      "dev.fovea.image",
      "dev.fovea.page",
      "dev.fovea.finding",
      "dev.fovea.error",
      "dev.fovea.config");

  @ArchTest
  static final ArchRule chatUsesImages = arrow(
      "dev.fovea.chat",
      "dev.fovea.image",
      "dev.fovea.page",
      "dev.fovea.finding",
      "dev.fovea.error",
      "dev.fovea.config");

  @ArchTest
  static final ArchRule inferenceUsesChat = arrow(
      "dev.fovea.inference",
      "dev.fovea.chat",
      "dev.fovea.image",
      "dev.fovea.page",
      "dev.fovea.finding",
      "dev.fovea.error",
      "dev.fovea.config");

  @ArchTest
  static final ArchRule jsonUsesInference = arrow(
      "dev.fovea.json",
      "dev.fovea.inference",
      "dev.fovea.chat",
      "dev.fovea.image",
      "dev.fovea.page",
      "dev.fovea.finding",
      "dev.fovea.error",
      "dev.fovea.config");

  @ArchTest
  static final ArchRule datasetUsesJson = arrow(
      "dev.fovea.dataset",
      "dev.fovea.json",
      "dev.fovea.chat",
      "dev.fovea.image",
      "dev.fovea.page",
      "dev.fovea.finding",
      "dev.fovea.error",
      "dev.fovea.config");

  @ArchTest
  static final ArchRule transportUsesJson = arrow(
      "dev.fovea.transport",
      "dev.fovea.json",
      "dev.fovea.chat",
      "dev.fovea.image",
      "dev.fovea.page",
      "dev.fovea.finding",
      "dev.fovea.error",
      "dev.fovea.config");

  @ArchTest
  static final ArchRule fileStandsOnDataset = arrow(
      "dev.fovea.file",
      "dev.fovea.dataset",
      "dev.fovea.page",
      "dev.fovea.finding",
      "dev.fovea.error",
      "dev.fovea.config");

  @ArchTest
  static final ArchRule fineTuningStandsOnDataset = arrow(
      "dev.fovea.finetuning",
      "dev.fovea.dataset",
      "dev.fovea.page",
      "dev.fovea.finding",
      "dev.fovea.error",
      "dev.fovea.config");

  @ArchTest
  static final ArchRule deploymentStandsOnChat = arrow(
      "dev.fovea.deployment",
      "dev.fovea.finetuning",
      "dev.fovea.chat",
      "dev.fovea.image",
      "dev.fovea.page",
      "dev.fovea.finding",
      "dev.fovea.error",
      "dev.fovea.config");

  @ArchTest
  static final ArchRule okHttpStaysInTransport = noClasses()
      .that()
      .resideOutsideOfPackage("dev.fovea.transport")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("okhttp3..", "okio..")
      .because("the HTTP library must be replaceable without an API change");

  @ArchTest
  static final ArchRule nobodyBindsJsonToClasses = noClasses()
      .that()
      .resideOutsideOfPackage("dev.fovea.testkit..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("com.fasterxml.jackson.databind..")
      .because("answers are read field by field, and databind weighs 1.8 MB (ADR 15)");

  @ArchTest
  static final ArchRule jacksonCoreStaysInTheCodecs = noClasses()
      .that()
      .resideOutsideOfPackages("dev.fovea.json", "dev.fovea.dataset", "dev.fovea.testkit..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("com.fasterxml.jackson.core..")
      .because("models are pure and providers speak through the codecs");

  @ArchTest
  static final ArchRule modelsKnowNoWire = noClasses()
      .that()
      .resideInAnyPackage(MODELS)
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "dev.fovea.transport..", "dev.fovea.json..", "org.slf4j..", "com.fasterxml..")
      .because("a model that logs or knows its JSON cannot be read by another provider");

  @ArchTest
  static final ArchRule thereAreNoMocks = noClasses()
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("org.mockito..", "org.easymock..", "mockit..", "org.powermock..")
      .allowEmptyShould(true)
      .because("a local server shows what really goes over the wire");

  private static ArchRule arrow(String from, String... allowed) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat(resideInAnyPackage("dev.fovea..")
            .and(not(resideInAnyPackage(from)))
            .and(not(resideInAnyPackage(allowed)))
            .as("reside in other rooms than " + String.join(", ", allowed)))
        .because("arrows run down only (ADR 1)");
  }
}
