/** The same work by this library, by plain code and by others, in one run. */
@NullMarked
package dev.fovea.benchmarks;

import org.jspecify.annotations.NullMarked;
