package dev.fovea.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.fovea.VisionProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What a public signature never shows, and what no class of ours ever does. */
@AnalyzeClasses(
    packages = "dev.fovea",
    importOptions = {DoNotIncludeTests.class, PublishedModules.class})
class ApiTest {
  private static final String[] NEUTRAL = {
    "dev.fovea",
    "dev.fovea.chat",
    "dev.fovea.config",
    "dev.fovea.dataset",
    "dev.fovea.deployment",
    "dev.fovea.error",
    "dev.fovea.file",
    "dev.fovea.finding",
    "dev.fovea.finetuning",
    "dev.fovea.image",
    "dev.fovea.inference",
    "dev.fovea.page",
    "dev.fovea.preparation"
  };
  private static final String[] PUBLISHED =
      Stream.concat(Stream.of(NEUTRAL), FoundProviders.rooms().stream()).toArray(String[]::new);
  private static final String[] LIBRARY = Stream.concat(
          Stream.of(PUBLISHED),
          Stream.of(
              "dev.fovea.disk", "dev.fovea.transport", "dev.fovea.json", "dev.fovea.provider"))
      .toArray(String[]::new);

  /**
   * Where an exception that is checked belongs to the contract of something the user implements or
   * streams.
   */
  private static final Set<String> MAY_DECLARE_CHECKED = Set.of(
      "dev.fovea.config.Timing.sleep",
      "dev.fovea.config.HostResolver.resolve",
      "dev.fovea.image.ImageSource.open",
      "dev.fovea.image.Image.writeBase64");

  @ArchTest
  static final ArchRule signaturesShowNoLibrary = methods()
      .that()
      .areDeclaredInClassesThat(published())
      .and()
      .arePublic()
      .should(notMention("okhttp3.", "okio.", "com.fasterxml.", "org.slf4j.", "kotlin."))
      .because("users see our types and the JDK's");

  @ArchTest
  static final ArchRule signaturesShowNoGeneratedType = methods()
      .that()
      .areDeclaredInClassesThat(published())
      .and()
      .arePublic()
      .should(notMention("Immutable"))
      .because("the generator must be replaceable");

  @ArchTest
  static final ArchRule signaturesShowNoOutdatedType = methods()
      .that()
      .areDeclaredInClassesThat(published())
      .and()
      .arePublic()
      .should(notMention("java.io.File", "java.net.URL", "java.util.Date"))
      .because("Path, URI and Instant replaced them");

  @ArchTest
  static final ArchRule optionalIsForReturningOnly = methods()
      .that()
      .areDeclaredInClassesThat(areHandWritten())
      .should(new ArchCondition<>("take no Optional") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
          boolean takes = method.getRawParameterTypes().stream()
              .anyMatch(type -> type.isEquivalentTo(Optional.class));
          if (takes && !method.getName().startsWith("lambda$")) {
            events.add(
                SimpleConditionEvent.violated(method, method.getFullName() + " takes an Optional"));
          }
        }
      })
      .because("a caller should pass a value or call another method");

  @ArchTest
  static final ArchRule optionalIsNoField = fields()
      .that()
      .areDeclaredInClassesThat(areHandWritten())
      .should()
      .notHaveRawType(Optional.class)
      .because("a field that may be absent is @Nullable");

  @ArchTest
  static final ArchRule theApiDeclaresNoCheckedException = methods()
      .that()
      .areDeclaredInClassesThat(published())
      .and()
      .arePublic()
      .should(new ArchCondition<>("declare no checked exception") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
          String name = method.getOwner().getName() + "." + method.getName();
          method.getThrowsClause().stream()
              .map(thrown -> thrown.getRawType())
              .filter(thrown -> !thrown.isAssignableTo(RuntimeException.class))
              .filter(thrown -> !MAY_DECLARE_CHECKED.contains(name))
              .forEach(thrown -> events.add(SimpleConditionEvent.violated(
                  method, method.getFullName() + " declares " + thrown.getName())));
        }
      })
      .because("lambdas and streams cannot carry them");

  @ArchTest
  static final ArchRule constructorsStayHidden = constructors()
      .that()
      .arePublic()
      .and()
      .areDeclaredInClassesThat(library())
      .and()
      // Provider modules make what this room has for them; nobody else does.
      .areDeclaredInClassesThat(resideOutsideOfPackage("dev.fovea.provider"))
      .and()
      .areDeclaredInClassesThat(
          new DescribedPredicate<JavaClass>("are no record, exception or service entry") {
            @Override
            public boolean test(JavaClass type) {
              return !type.isRecord()
                  && !type.isAssignableTo(Throwable.class)
                  && !type.isAssignableTo(VisionProvider.class)
                  && type.getModifiers().contains(PUBLIC);
            }
          })
      .should()
      .bePrivate()
      .allowEmptyShould(true)
      .because("factories and builders can change what they return");

  @ArchTest
  static final ArchRule classesAreClosed = classes()
      .that(library())
      .and()
      .arePublic()
      .and()
      .areNotInterfaces()
      .and()
      .areNotEnums()
      .and()
      .areNotAssignableTo(Throwable.class)
      .should(new ArchCondition<>("be final, or abstract without a constructor to call") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean hidden = type.getConstructors().stream()
              .noneMatch(constructor -> constructor.getModifiers().contains(PUBLIC));
          boolean closed = type.getModifiers().contains(FINAL)
              || (type.getModifiers().contains(ABSTRACT) && hidden);
          if (!closed) {
            events.add(SimpleConditionEvent.violated(
                type, type.getName() + " can be extended from outside"));
          }
        }
      })
      .because("what nobody can extend, we can change");

  @ArchTest
  static void providersShowOnlyTheirOwnTypes(JavaClasses imported) {
    for (Class<?> client : FoundProviders.clients()) {
      String provider = client.getSimpleName().replaceFirst("Client$", "");
      classes()
          .that()
          .resideInAPackage(client.getPackageName())
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .should()
          .haveNameMatching(".*\\." + provider + "[A-Z][A-Za-z]*")
          .because("a name in a program says whose it is")
          .check(imported);
    }
  }

  @ArchTest
  static final ArchRule nothingThrowsBareRuntimeExceptions = noClasses()
      .that()
      .resideInAPackage("dev.fovea..")
      .should()
      .callConstructorWhere(new DescribedPredicate<>("the exception says nothing") {
        @Override
        public boolean test(JavaConstructorCall call) {
          Set<String> bare =
              Set.of("java.lang.RuntimeException", "java.lang.Exception", "java.lang.Error");
          return bare.contains(call.getTargetOwner().getName())
              && !call.getOriginOwner().isAssignableTo(Throwable.class);
        }
      })
      .because("a type says what a caller may do about it");

  @ArchTest
  static final ArchRule timeAndChanceHaveOneSeam = noClasses()
      .that(library())
      .and()
      .doNotHaveSimpleName("SystemTiming")
      .should()
      .callMethodWhere(new DescribedPredicate<>("it reads the clock, sleeps or throws dice") {
        @Override
        public boolean test(JavaMethodCall call) {
          String target = call.getTargetOwner().getName() + "." + call.getName();
          return Set.of(
                  "java.lang.Thread.sleep",
                  "java.lang.System.currentTimeMillis",
                  "java.lang.System.nanoTime",
                  "java.time.Instant.now",
                  "java.time.LocalDateTime.now",
                  "java.lang.Math.random",
                  "java.util.UUID.randomUUID",
                  "java.util.concurrent.ThreadLocalRandom.current")
              .contains(target);
        }
      })
      .because("tests must not wait and must not depend on luck (ADR 7)");

  @ArchTest
  static final ArchRule thereIsOneHttpClient = noClasses()
      .that(library())
      .and()
      .haveNameNotMatching(".*\\.ClientPool(\\$.*)?")
      .should()
      .callConstructorWhere(new DescribedPredicate<>("it makes another client") {
        @Override
        public boolean test(JavaConstructorCall call) {
          return Set.of("okhttp3.OkHttpClient", "okhttp3.OkHttpClient$Builder")
              .contains(call.getTargetOwner().getName());
        }
      })
      .because("it has settings that keep users safe, made in one place");

  @ArchTest
  static final ArchRule theCommonPoolIsNotOurs = noClasses()
      .that(library())
      .should()
      .callMethodWhere(new DescribedPredicate<>("it runs in the common pool") {
        @Override
        public boolean test(JavaMethodCall call) {
          String owner = call.getTargetOwner().getName();
          if (owner.equals("java.util.concurrent.ForkJoinPool")) {
            return call.getName().equals("commonPool");
          }
          boolean pooled = owner.equals("java.util.concurrent.CompletableFuture")
              && call.getName().endsWith("Async")
              && call.getTarget().getRawParameterTypes().stream()
                  .noneMatch(type -> type.getName().equals("java.util.concurrent.Executor"));
          return pooled || call.getName().equals("parallelStream");
        }
      })
      .because("a blocked callback of one user must not stop the others");

  @ArchTest
  static final ArchRule publishedModulesDoNotPrint = noClasses()
      .that()
      .resideInAnyPackage("dev.fovea.testkit..")
      .or(library())
      .should()
      .accessFieldWhere(new DescribedPredicate<>("it is a standard stream") {
        @Override
        public boolean test(JavaFieldAccess access) {
          return access.getTargetOwner().getName().equals("java.lang.System");
        }
      })
      .because("standard output belongs to the program, not to its libraries");

  @ArchTest
  static void theEnvironmentIsReadInOnePlace(JavaClasses imported) {
    Map<String, Set<String>> readers = imported.stream()
        .filter(type -> Stream.of(LIBRARY).anyMatch(type.getPackageName()::equals))
        .flatMap(type -> type.getMethodCallsFromSelf().stream())
        .filter(call -> call.getTargetOwner().getName().equals("java.lang.System")
            && call.getName().equals("getenv"))
        .map(call -> call.getOriginOwner())
        .collect(Collectors.groupingBy(
            JavaClass::getPackageName, Collectors.mapping(JavaClass::getName, Collectors.toSet())));
    assertThat(readers)
        .as("classes that call System.getenv, by room")
        .containsOnlyKeys(Stream.concat(Stream.of("dev.fovea"), FoundProviders.rooms().stream())
            .toList())
        .allSatisfy((room, classes) -> assertThat(classes).hasSize(1));
  }

  @ArchTest
  static final ArchRule staticsDoNotChange = fields()
      .that()
      .areStatic()
      .and()
      .areDeclaredInClassesThat()
      .resideInAPackage("dev.fovea..")
      .should()
      .beFinal()
      .because("two clients in one program must not meet in a static");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs = noClasses()
      .that()
      .resideInAPackage("dev.fovea..")
      .should()
      .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto|Data|Info)")
      .because("these endings say nothing")
      .as("no class should end in Manager, Helper, Util, Impl, Dto, Data or Info");

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses imported) {
    Set<String> unmarked = imported.stream()
        .map(JavaClass::getPackage)
        .filter(room -> !room.getClasses().isEmpty())
        .filter(room -> !room.isAnnotatedWith(NullMarked.class))
        .map(room -> room.getName())
        .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unmarked).as("packages without @NullMarked").isEmpty();
  }

  private static DescribedPredicate<JavaClass> published() {
    return in(PUBLISHED, "are published and hand-written")
        .and(DescribedPredicate.describe("public", type -> type.getModifiers().contains(PUBLIC)));
  }

  private static DescribedPredicate<JavaClass> library() {
    return in(LIBRARY, "belong to the library and are hand-written");
  }

  private static DescribedPredicate<JavaClass> areHandWritten() {
    return DescribedPredicate.describe(
        "are hand-written",
        type -> type.getPackageName().startsWith("dev.fovea") && !generated(type));
  }

  private static DescribedPredicate<JavaClass> in(String[] packages, String words) {
    return DescribedPredicate.describe(
        words, type -> List.of(packages).contains(type.getPackageName()) && !generated(type));
  }

  private static boolean generated(JavaClass type) {
    return type.getName().contains(".Immutable");
  }

  private static ArchCondition<JavaMethod> notMention(String... prefixes) {
    return new ArchCondition<>("not mention " + String.join(", ", prefixes)) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        mentioned(method)
            .filter(name -> Stream.of(prefixes).anyMatch(prefix -> matches(name, prefix)))
            .forEach(name -> events.add(
                SimpleConditionEvent.violated(method, method.getFullName() + " mentions " + name)));
      }
    };
  }

  private static boolean matches(String type, String prefix) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return prefix.endsWith(".")
        ? type.startsWith(prefix)
        : type.equals(prefix) || simple.startsWith(prefix);
  }

  private static Stream<String> mentioned(JavaCodeUnit method) {
    Stream<String> parameters = method.getParameterTypes().stream()
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getName);
    Stream<String> returned =
        method.getReturnType().getAllInvolvedRawTypes().stream().map(JavaClass::getName);
    return Stream.concat(parameters, returned);
  }
}
