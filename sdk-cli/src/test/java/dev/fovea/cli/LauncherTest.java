package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with a Maven and a Java that only say how they were called. */
class LauncherTest {
  @TempDir
  Path temp;

  private Path home;
  private Path tools;

  @BeforeEach
  void layOutAProject() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the launcher is a bash script");
    home = Files.createDirectories(temp.resolve("a folder with spaces/fovea"));
    tools = Files.createDirectories(temp.resolve("tools"));
    Files.copy(Path.of("..", "fovea"), home.resolve("fovea"));
    executable(home.resolve("fovea"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    for (String module : List.of("sdk-core", "sdk-cli")) {
      Path main = Files.createDirectories(home.resolve(module).resolve("src/main/java"));
      Files.writeString(main.resolve("A.java"), "class A {}");
      Files.writeString(main.resolve("B.java"), "class B {}");
      Files.writeString(home.resolve(module).resolve("pom.xml"), "<project/>");
    }
    age(home);
    tool(
        "mvn",
        "echo \"$@\" >> \"$TOOLS/mvn.calls\"; sleep 0.2; mkdir -p sdk-cli/target && touch sdk-cli/target/fovea.jar");
    tool(
        "java",
        "case \"$*\" in *ArchiveClassesAtExit*) echo archive >> \"$TOOLS/java.calls\";; *) printf '[%s]\\n' \"$@\";; esac; exit ${JAVA_EXIT:-0}");
  }

  @Test
  void theFirstCallBuildsAndTheSecondDoesNot() throws Exception {
    Shell.Ran first = fovea(temp, "files", "list");
    Shell.Ran second = fovea(temp, "files", "list");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).isEqualTo("Building Fovea once…\n");
    assertThat(first.out()).contains("[-jar]").contains("[" + home + "/sdk-cli/target/fovea.jar]");
    assertThat(second.err()).isEmpty();
    assertThat(calls("mvn")).hasSize(1);
    assertThat(calls("mvn").get(0)).startsWith("-o ").contains("-Dlauncher");
    assertThat(calls("java")).hasSize(1);
  }

  @Test
  void argumentsPassThroughAsTheyAre() throws Exception {
    Shell.Ran ran = fovea(temp, "chat", "--text", "what is *this*, \"really\"?", "");

    assertThat(ran.out()).contains("[what is *this*, \"really\"?]\n[]\n");
  }

  @Test
  void theExitCodeIsJavas() throws Exception {
    assertThat(fovea(temp, "JAVA_EXIT=3").code()).isEqualTo(3);
  }

  @Test
  void aChangedSourceBuildsAgain() throws Exception {
    fovea(temp);
    Files.writeString(home.resolve("sdk-core/src/main/java/A.java"), "class A { int a; }");

    assertThat(fovea(temp).err()).contains("Building");
    assertThat(calls("mvn")).hasSize(2);
  }

  @Test
  void aDeletedSourceBuildsAgain() throws Exception {
    fovea(temp);
    Files.delete(home.resolve("sdk-cli/src/main/java/B.java"));

    assertThat(fovea(temp).err()).contains("Building");
  }

  @Test
  void itFindsItsHomeThroughLinks() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("f"), home.resolve("fovea"));
    Path linkToLink = Files.createSymbolicLink(temp.resolve("g"), Path.of("f"));

    Shell.Ran ran = call(linkToLink, temp);

    assertThat(link).isSymbolicLink();
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains(home + "/sdk-cli/target/fovea.jar");
  }

  @Test
  void twoFirstCallsAtOnceBuildOnce() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "without flock there is no lock");
    List<Process> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(start(home.resolve("fovea"), temp));
    }
    for (Process one : both) {
      assertThat(one.waitFor()).isZero();
    }

    assertThat(calls("mvn")).hasSize(1);
  }

  @Test
  void aFailedBuildShowsItsLog() throws Exception {
    tool(
        "mvn",
        "echo 'COMPILATION ERROR : A.java is wrong'; echo \"$@\" >> \"$TOOLS/mvn.calls\"; exit 1");

    Shell.Ran ran = fovea(temp);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("A.java is wrong").contains("the build failed");
    assertThat(ran.out()).isEmpty();
    assertThat(calls("mvn")).as("a compile error is no reason to go online").hasSize(1);
  }

  @Test
  void whatIsMissingOfflineIsFetched() throws Exception {
    tool(
        "mvn",
        "echo \"$@\" >> \"$TOOLS/mvn.calls\"; case \"$*\" in -o*) echo offline; exit 1;; esac; mkdir -p sdk-cli/target && touch sdk-cli/target/fovea.jar");

    Shell.Ran ran = fovea(temp);

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(calls("mvn")).hasSize(2);
    assertThat(ran.err()).doesNotContain("offline");
  }

  private Shell.Ran fovea(Path folder, String... args) throws Exception {
    return call(home.resolve("fovea"), folder, args);
  }

  private Shell.Ran call(Path script, Path folder, String... args) throws Exception {
    Process process = start(script, folder, args);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Shell.Ran(process.waitFor(), out, err);
  }

  private Process start(Path script, Path folder, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", script.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("TOOLS", tools.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    for (String arg : args) {
      if (arg.startsWith("JAVA_EXIT=")) {
        builder.environment().put("JAVA_EXIT", arg.substring(10));
      } else {
        command.add(arg);
      }
    }
    return builder.start();
  }

  private List<String> calls(String name) throws IOException {
    Path calls = tools.resolve(name + ".calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private void tool(String name, String body) throws IOException {
    Path tool = tools.resolve(name);
    Files.writeString(tool, "#!/bin/bash\n" + body + "\n");
    executable(tool);
  }

  private static void executable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Old enough that a build made now is newer, whatever the file system's clock. */
  private static void age(Path home) throws IOException {
    try (var all = Files.walk(home)) {
      for (Path one : all.toList()) {
        Files.setLastModifiedTime(one, FileTime.from(Instant.now().minusSeconds(60)));
      }
    }
  }
}
