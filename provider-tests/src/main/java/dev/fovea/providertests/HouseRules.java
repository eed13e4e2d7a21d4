package dev.fovea.providertests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Which libraries may be used where, in every module. Two modules ask, each for its own, so that
 * neither has to wait for the other: examples, which see the whole library, and the command line.
 */
public final class HouseRules {
  /** One room knows the HTTP library. */
  @ArchTest
  public static final ArchRule okHttpStaysInTransport = noClasses()
      .that()
      .resideOutsideOfPackage("dev.fovea.transport")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("okhttp3..", "okio..")
      .because("the HTTP library must be replaceable without an API change");

  /** Only emulators bind. */
  @ArchTest
  public static final ArchRule nobodyBindsJsonToClasses = noClasses()
      .that()
      .resideOutsideOfPackage("dev.fovea.testkit..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("com.fasterxml.jackson.databind..")
      .because("answers are read field by field, and databind weighs 1.8 MB (ADR 15)");

  /** Documents are read and written in few rooms. */
  @ArchTest
  public static final ArchRule jacksonCoreStaysInTheCodecs = noClasses()
      .that()
      .resideOutsideOfPackages(
          "dev.fovea.json", "dev.fovea.dataset", "dev.fovea.preparation", "dev.fovea.testkit..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("com.fasterxml.jackson.core..")
      .because("models are pure and providers speak through the codecs");

  /** Not even in what is published for tests. */
  @ArchTest
  public static final ArchRule thereAreNoMocks = noClasses()
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("org.mockito..", "org.easymock..", "mockit..", "org.powermock..")
      .because("a local server shows what really goes over the wire");

  private HouseRules() {}
}
