/**
 * The hands on an embedded provider: its clock, its faults and the list of requests it saw. Start
 * with {@link dev.fovea.testkit.control.Faults} and {@link dev.fovea.testkit.control.VirtualClock}.
 */
@NullMarked
package dev.fovea.testkit.control;

import org.jspecify.annotations.NullMarked;
