/**
 * Provider API: where a provider keeps what it was sent, and the thread that works on it. Start
 * with {@link dev.fovea.testkit.storage.Folder}; {@link dev.fovea.testkit.storage.Background} does
 * what takes real time. Outside the SemVer promise.
 */
@NullMarked
package dev.fovea.testkit.storage;

import org.jspecify.annotations.NullMarked;
