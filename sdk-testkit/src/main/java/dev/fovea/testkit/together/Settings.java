package dev.fovea.testkit.together;

/**
 * What an embedded Together is told besides what every provider is.
 *
 * @param lowerCaseEvents whether event types are written in lower case, as the specification has
 *     them
 * @param v1Endpoints whether endpoints of the first interface can be made
 * @param hugeSeeds whether answers name seeds larger than a signed long, as real ones do
 */
public record Settings(boolean lowerCaseEvents, boolean v1Endpoints, boolean hugeSeeds) {}
