package dev.fovea.transport;

import java.time.Duration;

/** What follows an attempt that did not fail for good. */
sealed interface Step<R> {
  /** The call is done. */
  record Done<R>(R value) implements Step<R> {}

  /** Another attempt follows after a pause. */
  record Again<R>(Duration pause) implements Step<R> {}
}
