/**
 * What the tests of every provider stand on: {@link dev.fovea.providertests.RecordedProvider}, a
 * local server that answers from fixtures, and the classes that hold every provider to the same
 * rules, such as {@link dev.fovea.providertests.OperationsTest}.
 */
@NullMarked
package dev.fovea.providertests;

import org.jspecify.annotations.NullMarked;
