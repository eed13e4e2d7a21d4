package dev.fovea.testkit.together;

import dev.fovea.testkit.control.VirtualClock;

/**
 * What an embedded Together is told when it starts.
 *
 * @param apiKey the key it accepts
 * @param seed where its ids and prices begin
 * @param lowerCaseEvents whether event types are written in lower case, as the specification has
 *     them
 * @param clock the time it lives in
 */
public record Settings(String apiKey, long seed, boolean lowerCaseEvents, VirtualClock clock) {}
