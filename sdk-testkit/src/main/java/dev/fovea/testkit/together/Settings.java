package dev.fovea.testkit.together;

import dev.fovea.testkit.control.VirtualClock;

/**
 * What an embedded Together is told when it starts.
 *
 * @param apiKey the key it accepts
 * @param seed where its ids and prices begin
 * @param lowerCaseEvents whether event types are written in lower case, as the specification has
 *     them
 * @param v1Endpoints whether endpoints of the first interface can be made
 * @param clock the time it lives in
 * @param inference how its models answer
 */
public record Settings(
    String apiKey,
    long seed,
    boolean lowerCaseEvents,
    boolean v1Endpoints,
    VirtualClock clock,
    Inference inference) {

  /**
   * How models answer.
   *
   * @param requestsPerMinute how many inference calls a minute of virtual time are answered
   * @param tokensPerMinute how many tokens, of questions and answers together
   * @param hugeSeeds whether answers name seeds larger than a signed long, as real ones do
   */
  public record Inference(int requestsPerMinute, long tokensPerMinute, boolean hugeSeeds) {}
}
