/** A program of a user on the module path, in a package of its own. */
@NullMarked
package dev.fovea.modulepath;

import org.jspecify.annotations.NullMarked;
