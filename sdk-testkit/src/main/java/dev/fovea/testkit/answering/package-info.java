/**
 * Provider API: what every embedded provider does with a question, whatever its wire looks like: it
 * reads messages and pictures, asks a {@link dev.fovea.testkit.answering.Speaker}, and brings what
 * is said into the form that was asked for. Start with
 * {@link dev.fovea.testkit.answering.ChatQuestion} and
 * {@link dev.fovea.testkit.answering.ChatAnswer}. Outside the SemVer promise.
 */
@NullMarked
package dev.fovea.testkit.answering;

import org.jspecify.annotations.NullMarked;
