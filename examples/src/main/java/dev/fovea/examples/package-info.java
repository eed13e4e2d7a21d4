/**
 * One runnable program a task, each with the variables it reads and its arguments on top. Without
 * an account: run {@code fovea emulate together} and set the two variables it prints.
 */
@NullMarked
package dev.fovea.examples;

import org.jspecify.annotations.NullMarked;
