/**
 * The account a client calls with: its key, its time and the ids it hands out. Start with
 * {@link dev.fovea.testkit.account.Tenant}; {@link dev.fovea.testkit.account.Terms} is what it is
 * told.
 */
@NullMarked
package dev.fovea.testkit.account;

import org.jspecify.annotations.NullMarked;
