package dev.fovea.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** What this process has used so far: time, processor, memory. */
final class Gauge {
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final AtomicLong live = new AtomicLong();

  Gauge() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener((event, mine) -> collected(event), null, null);
    }
  }

  private void collected(Notification event) {
    if (event.getUserData() instanceof CompositeData data) {
      Map<String, MemoryUsage> after =
          GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc();
      long left = heap().mapToLong(pool -> used(after.get(pool.getName()))).sum();
      live.accumulateAndGet(left, Math::max);
    }
  }

  private static long used(@Nullable MemoryUsage usage) {
    return usage == null ? 0 : usage.getUsed();
  }

  /** {@return nanoseconds of processor time of all threads, collector and compiler included} */
  long cpu() {
    return system.getProcessCpuTime();
  }

  /** {@return the most bytes of heap that were in use, garbage included} */
  long peakHeap() {
    return heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }

  /** {@return the most bytes of heap that were left after a collection; makes a last one} */
  long liveHeap() {
    System.gc();
    return live.accumulateAndGet(heap().mapToLong(pool -> used(pool.getUsage())).sum(), Math::max);
  }

  /** {@return the largest resident set in bytes; 0 where the system does not tell} */
  long peakResident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    }
  }

  private static Stream<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }
}
