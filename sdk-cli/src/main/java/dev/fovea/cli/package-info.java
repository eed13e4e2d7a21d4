/**
 * The command line. Start with {@link dev.fovea.cli.Main}; the commands are listed in
 * {@code CommandTree}, one class each.
 */
@NullMarked
package dev.fovea.cli;

import org.jspecify.annotations.NullMarked;
