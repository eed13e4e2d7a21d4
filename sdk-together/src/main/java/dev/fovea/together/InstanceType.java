package dev.fovea.together;

import dev.fovea.config.Money;
import dev.fovea.deployment.Hardware;
import dev.fovea.provider.WireObject;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A kind of machine Together rents out. */
final class InstanceType {
  // Words that say nothing about which accelerator it is.
  private static final Set<String> NOISE = Set.of("nvidia", "amd", "gpu", "type", "accelerator");

  private final Hardware hardware;
  private final @Nullable String name;

  private InstanceType(Hardware hardware, @Nullable String name) {
    this.hardware = hardware;
    this.name = name;
  }

  static List<InstanceType> all(WireObject listing) {
    return listing.objects("data").stream().map(InstanceType::read).toList();
  }

  static InstanceType read(WireObject wire) {
    Hardware.Builder hardware = Hardware.builder().id(wire.required("id"));
    Optional<String> name = wire.text("name");
    wire.text("description").or(() -> name).ifPresent(hardware::description);
    wire.text("gpuType").ifPresent(hardware::gpuType);
    wire.integer("gpuCount").ifPresent(count -> hardware.gpuCount(count.intValue()));
    wire.integer("gpuMemoryGib").ifPresent(gib -> hardware.gpuMemoryGib(gib.intValue()));
    wire.decimal("priceCentsPerHour")
        .map(BigDecimal::valueOf)
        .map(InstanceType::dollars)
        .ifPresent(hardware::pricePerHour);
    String free = wire.objects("regions").stream()
        .map(InstanceType::headroom)
        .collect(Collectors.joining(", "));
    if (!free.isEmpty()) {
      hardware.availability(free);
    }
    return new InstanceType(hardware.additionalProperties(wire.rest()).build(), name.orElse(null));
  }

  Hardware hardware() {
    return hardware;
  }

  /** Whether a word from the user or from a deployment means this machine. */
  boolean isCalled(String word) {
    if (word.equalsIgnoreCase(hardware.id()) || word.equalsIgnoreCase(name)) {
      return true;
    }
    int times = word.toLowerCase(Locale.ROOT).indexOf('x');
    boolean counted = times > 0 && word.substring(0, times).chars().allMatch(Character::isDigit);
    return counted
        && times < 6
        && has(word.substring(times + 1), Integer.parseInt(word.substring(0, times)));
  }

  /**
   * Whether it has these accelerators. Spellings differ between the two lists
   * ({@code nvidia-h100-80gb}, {@code H100_80GB}, {@code H100}), so the words are compared, and the
   * list with fewer words decides.
   */
  boolean has(String accelerator, int count) {
    Set<String> wanted = words(accelerator);
    Set<String> own = words(hardware.gpuType().orElse(""));
    boolean same =
        !wanted.isEmpty() && !own.isEmpty() && (own.containsAll(wanted) || wanted.containsAll(own));
    return same && hardware.gpuCount().orElse(-1) == count;
  }

  private static Set<String> words(String accelerator) {
    Set<String> words =
        new HashSet<>(List.of(accelerator.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)));
    words.removeAll(NOISE);
    words.remove("");
    return words;
  }

  /** The hardware of the first interface, which Together bills by the minute. */
  static Hardware perMinute(WireObject wire) {
    Hardware.Builder hardware = Hardware.builder().id(wire.required("id"));
    wire.glance().object("specs").ifPresent(specs -> {
      specs.text("gpu_type").ifPresent(hardware::gpuType);
      specs.count("gpu_count").ifPresent(hardware::gpuCount);
      specs.count("gpu_memory").ifPresent(hardware::gpuMemoryGib);
    });
    wire.glance()
        .object("pricing")
        .flatMap(pricing -> pricing.decimal("cents_per_minute"))
        .map(cents -> dollars(BigDecimal.valueOf(cents).multiply(BigDecimal.valueOf(60))))
        .ifPresent(hardware::pricePerHour);
    wire.glance()
        .object("availability")
        .flatMap(availability -> availability.text("status"))
        .ifPresent(hardware::availability);
    return hardware.additionalProperties(wire.rest()).build();
  }

  static Money dollars(BigDecimal cents) {
    return WireObject.dollars(cents.movePointLeft(2));
  }

  private static String headroom(WireObject region) {
    String name = region.text("name").orElse("?");
    return region
        .object("headroom")
        .map(room -> name + " " + relation(room)
            + room.integer("value").map(String::valueOf).orElse("?"))
        .orElse(name);
  }

  private static String relation(WireObject room) {
    return room.text("relation").orElse("").equals("RELATION_GTE") ? ">=" : "";
  }
}
