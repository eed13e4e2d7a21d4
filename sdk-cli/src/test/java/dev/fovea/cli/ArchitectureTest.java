package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.fovea.providertests.HouseRules;

/** The house's rules for this module; those of all others are asked for in the examples. */
@AnalyzeClasses(packages = "dev.fovea.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

  /** An import that lost its classes would make every rule hold. */
  @ArchTest
  static void theCommandLineWasImported(JavaClasses imported) {
    assertThat(imported.stream()
            .filter(type -> type.getPackageName().equals("dev.fovea.cli"))
            .count())
        .isGreaterThanOrEqualTo(60);
  }
}
