package dev.fovea.testkit.account;

import dev.fovea.testkit.control.VirtualClock;

/**
 * What every embedded provider is told when it starts.
 *
 * @param apiKey the key it accepts
 * @param seed where its ids and prices begin
 * @param clock the time it lives in
 * @param requestsPerMinute how many inference calls a minute of virtual time are answered
 * @param tokensPerMinute how many tokens, of questions and answers together
 */
public record Terms(
    String apiKey, long seed, VirtualClock clock, int requestsPerMinute, long tokensPerMinute) {}
