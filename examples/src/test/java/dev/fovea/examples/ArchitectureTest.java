package dev.fovea.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.fovea.providertests.HouseRules;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arrows between rooms, as drawn in ARCHITECTURE.md. Nothing can know the command line, on
 * which no module depends.
 */
@AnalyzeClasses(
    packages = "dev.fovea",
    importOptions = {DoNotIncludeTests.class, PublishedModules.class})
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
  private static final String[] PROVIDERS =
      FoundProviders.rooms().stream().map(room -> room + "..").toArray(String[]::new);
  private static final String CONTRACT = "dev.fovea.testkit.contract";
  private static final String[] ABOVE = {
    "dev.fovea.imaging..", "dev.fovea.testkit..", "dev.fovea.examples.."
  };
  private static final String[] OUTER =
      Stream.of(PROVIDERS, ABOVE).flatMap(Stream::of).toArray(String[]::new);

  @ArchTest
  static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

  /** Each room of the core, and the rooms it may use. */
  private static final Map<String, String> ROOMS = Map.ofEntries(
      entry("config", ""),
      entry("finding", "config"),
      entry("error", "finding config"),
      entry("disk", "error"),
      entry("page", "error config"),
      entry("image", "page finding error config"),
      entry("chat", "image page finding error config"),
      entry("inference", "chat image page finding error config"),
      entry("json", "inference chat image page finding error config"),
      entry("dataset", "disk json chat image page finding error config"),
      entry("preparation", "disk dataset json chat image page finding error config"),
      entry("transport", "disk json chat image page finding error config"),
      entry("file", "dataset page finding error config"),
      entry("finetuning", "dataset page finding error config"),
      entry("deployment", "finetuning chat image page finding error config"),
      entry("provider", "*"));

  /** An import that lost its classes would make every rule below hold. */
  @ArchTest
  static void everyModuleWasImported(JavaClasses imported) {
    Map<String, Integer> atLeast = new LinkedHashMap<>();
    atLeast.put("dev.fovea.chat", 25);
    atLeast.put("dev.fovea.transport", 20);
    atLeast.put("dev.fovea.dataset", 20);
    atLeast.put("dev.fovea.provider", 20);
    assertThat(PROVIDERS).hasSizeGreaterThanOrEqualTo(3);
    FoundProviders.rooms().forEach(room -> atLeast.put(room, 20));
    atLeast.put("dev.fovea.testkit", 20);
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
  static void providersKnowCoreOnly(JavaClasses imported) {
    for (String provider : PROVIDERS) {
      classes()
          .that()
          .resideInAPackage(provider)
          .should()
          .onlyDependOnClassesThat(not(resideInAnyPackage(OUTER)).or(resideInAnyPackage(provider)))
          .because("providers share through the core, and everything else stands above them")
          .check(imported);
    }
  }

  @ArchTest
  static final ArchRule imagingKnowsPicturesOnly = noClasses()
      .that()
      .resideInAPackage("dev.fovea.imaging..")
      .should()
      .dependOnClassesThat(resideInAnyPackage("dev.fovea..")
          .and(not(resideInAnyPackage(
              "dev.fovea.imaging..", "dev.fovea.image", "dev.fovea.error", "dev.fovea.config"))))
      .because("pixels have nothing to do with providers or data sets");

  @ArchTest
  static final ArchRule theEmulatorsKnowNothingOfOurs = noClasses()
      .that()
      .resideInAPackage("dev.fovea.testkit..")
      .and()
      .resideOutsideOfPackage(CONTRACT)
      .should()
      .dependOnClassesThat(resideInAnyPackage("dev.fovea..")
          .and(not(resideInAnyPackage("dev.fovea.testkit..")).or(resideInAnyPackage(CONTRACT))))
      .because(
          "with a shared view of the wire, client and emulator would be wrong together (ADR 5)");

  @ArchTest
  static final ArchRule theContractKnowsNeutralServicesOnly = noClasses()
      .that()
      .resideInAPackage(CONTRACT)
      .should()
      .dependOnClassesThat(resideInAnyPackage(PROVIDERS)
          .or(resideInAnyPackage("dev.fovea.provider", "dev.fovea.transport", "dev.fovea.json")))
      .because("it is what a program sees that knows no provider");

  @ArchTest
  static void roomsUseOnlyThoseBelow(JavaClasses imported) {
    ROOMS.forEach((room, below) -> noClasses()
        .that()
        .resideInAPackage("dev.fovea." + room)
        .should()
        .dependOnClassesThat(resideInAnyPackage("dev.fovea..")
            .and(not(resideInAnyPackage(rooms(room + " " + below))))
            .as("reside in other rooms than " + below))
        .because("arrows run down only (ADR 1)")
        .check(imported));
  }

  @ArchTest
  static void everyRoomOfTheCoreIsInTheTable(JavaClasses imported) {
    Set<String> rooms = imported.stream()
        .filter(not(resideInAnyPackage(OUTER)))
        .map(type -> type.getPackageName().replaceFirst("dev\\.fovea\\.?", ""))
        .filter(room -> !room.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
    assertThat(rooms).isEqualTo(new TreeSet<>(ROOMS.keySet()));
  }

  private static String[] rooms(String names) {
    return Arrays.stream(names.strip().split(" +"))
        .map(name -> name.equals("*") ? "dev.fovea.." : "dev.fovea." + name)
        .toArray(String[]::new);
  }

  @ArchTest
  static final ArchRule modelsKnowNoWire = noClasses()
      .that()
      .resideInAnyPackage(MODELS)
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "dev.fovea.transport..", "dev.fovea.json..", "org.slf4j..", "com.fasterxml..")
      .because("a model that logs or knows its JSON cannot be read by another provider");
}
