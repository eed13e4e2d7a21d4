/**
 * Provider API: files on this machine's disk. Start with {@link dev.fovea.disk.WholeFile}, through
 * which everything goes that a user asked to be written.
 */
@NullMarked
package dev.fovea.disk;

import org.jspecify.annotations.NullMarked;
