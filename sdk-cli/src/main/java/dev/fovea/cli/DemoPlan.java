package dev.fovea.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a demonstration was asked to do.
 *
 * @param seed fixes what is drawn and what is held back
 * @param model the base model
 * @param hardware what to deploy on; null leaves it to the provider
 * @param pause the shortest pause between two looks at a job or a deployment
 */
record DemoPlan(long seed, String model, @Nullable String hardware, Duration pause) {}
