/**
 * Where a provider keeps what it was sent, and the thread that works on it. Start with
 * {@link dev.fovea.testkit.storage.Folder}; {@link dev.fovea.testkit.storage.Background} does what
 * takes real time.
 */
@NullMarked
package dev.fovea.testkit.storage;

import org.jspecify.annotations.NullMarked;
