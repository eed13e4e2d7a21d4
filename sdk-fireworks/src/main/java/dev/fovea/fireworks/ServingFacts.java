package dev.fovea.fireworks;

import dev.fovea.deployment.Hardware;
import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.NumberFacts;
import dev.fovea.provider.WireObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What deployments and models may be, as Fireworks had it on the facts' date. Thread-safe. */
final class ServingFacts {
  private static final String SHAPES = "/deploymentShapes/";

  private final NumberFacts numbers;
  private final List<Hardware> accelerators;

  private ServingFacts(WireObject facts) {
    this.numbers = NumberFacts.of(FireworksProvider.ID, facts.glance());
    this.accelerators =
        facts.objects("accelerators").stream().map(ServingFacts::hardware).toList();
  }

  /** {@return the facts that came with this version, read when they are first needed} */
  static ServingFacts bundled() {
    return Holder.FACTS;
  }

  private static final class Holder {
    static final ServingFacts FACTS =
        new ServingFacts(DatedFacts.read(FireworksProvider.class, "serving.json"));
  }

  private static Hardware hardware(WireObject wire) {
    String id = wire.required("id");
    Hardware.Builder hardware = Hardware.builder().id(id).gpuType(id);
    wire.count("memoryGib").ifPresent(hardware::gpuMemoryGib);
    return hardware.build();
  }

  /** {@return every accelerator there was; how many a replica needs depends on the model} */
  List<Hardware> accelerators() {
    return accelerators;
  }

  /**
   * Checks a number.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  void check(String name, Number value) {
    numbers.check(name, value);
  }

  void checkNames(@Nullable Object displayName, @Nullable Object description) {
    checkLength("displayName", displayName);
    checkLength("description", description);
  }

  private void checkLength(String name, @Nullable Object text) {
    if (text != null) {
      check("the length of " + name, text.toString().length());
    }
  }

  /**
   * What a request for hardware asks for.
   *
   * @param shape the shape; empty when it names an accelerator
   * @param accelerator the accelerator; empty when it names a shape
   * @param count how many of them; 0 leaves it to Fireworks
   */
  record Wanted(String shape, String accelerator, int count) {}

  /**
   * {@return what a word for hardware means}
   *
   * @param word a shape's name, or an accelerator as Fireworks or people spell it, with or without
   *     how many: {@code NVIDIA_H100_80GB}, {@code 2xH100}
   */
  Wanted wanted(String word) {
    if (word.contains(SHAPES) || word.equals("default")) {
      return new Wanted(word, "", 0);
    }
    int times = word.toLowerCase(Locale.ROOT).indexOf('x');
    String number = times < 1 || times > 4 ? "" : word.substring(0, times);
    boolean counted = !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9');
    return counted
        ? new Wanted("", accelerator(word, word.substring(times + 1)), Integer.parseInt(number))
        : new Wanted("", accelerator(word, word), 0);
  }

  private String accelerator(String word, String called) {
    String upper = called.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    List<String> parts = Arrays.asList(upper.split("_", -1));
    List<String> fits = accelerators.stream()
        .map(Hardware::id)
        .filter(id -> Arrays.asList(id.split("_", -1)).containsAll(parts))
        .toList();
    if (fits.size() == 1) {
      return fits.get(0);
    }
    // A type of the future, spelt as Fireworks spells them.
    if (fits.isEmpty() && called.equals(upper) && upper.contains("_")) {
      return called;
    }
    throw new IllegalArgumentException(
        "fireworks: hardware '" + word + "' is " + (fits.isEmpty() ? "unknown" : "several things")
            + "; give one of "
            + String.join(", ", fits.isEmpty() ? ids() : fits)
            + ", with how many as in 2xNVIDIA_H100_80GB, or the name of a deployment shape");
  }

  private List<String> ids() {
    return accelerators.stream().map(Hardware::id).toList();
  }
}
