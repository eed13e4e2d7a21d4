package dev.fovea.together;

import dev.fovea.config.Money;
import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A kind of machine a replica runs on, its price, and how many are free where. */
public final class TogetherInstanceType extends WireResource {
  TogetherInstanceType(WireObject wire) {
    super(wire, "id");
  }

  /** {@return its name} */
  public Optional<String> name() {
    return text("name");
  }

  /** {@return what it is, for people} */
  public Optional<String> description() {
    return text("description");
  }

  /** {@return the kind of accelerator} */
  public Optional<String> gpuType() {
    return text("gpuType");
  }

  /** {@return how many accelerators it has} */
  public Optional<Integer> gpuCount() {
    return count("gpuCount");
  }

  /** {@return the memory of one accelerator in GiB} */
  public Optional<Integer> gpuMemoryGib() {
    return count("gpuMemoryGib");
  }

  /** {@return what one replica on it costs per hour; absent when Together does not say} */
  public Optional<Money> pricePerHour() {
    return wire().decimal("priceCentsPerHour").map(BigDecimal::valueOf).map(InstanceType::dollars);
  }

  /** {@return where it stands} */
  public List<Region> regions() {
    return list("regions", Region::new);
  }

  /** A region, by its name, and its room for more replicas. */
  public static final class Region extends WireResource {
    Region(WireObject wire) {
      super(wire.glance().text("name").orElse(""), wire);
    }

    /** {@return how many more replicas fit now; absent when Together does not say} */
    public Optional<Integer> headroom() {
      return wire().object("headroom").flatMap(room -> room.count("value"));
    }

    /** {@return whether more than {@link #headroom()} may fit} */
    public boolean atLeast() {
      return wire()
          .object("headroom")
          .flatMap(room -> room.text("relation"))
          .filter("RELATION_GTE"::equals)
          .isPresent();
    }
  }
}
