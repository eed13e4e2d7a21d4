/**
 * Provider API: the account a client calls with: its key, its time and the ids it hands out. Start
 * with {@link dev.fovea.testkit.account.Tenant}; {@link dev.fovea.testkit.account.Terms} is what it
 * is told. Outside the SemVer promise.
 */
@NullMarked
package dev.fovea.testkit.account;

import org.jspecify.annotations.NullMarked;
