package dev.fovea.dataset;

import java.math.BigDecimal;

/**
 * What a provider asked for training tokens, as it once said.
 *
 * @param dollarsPerMillion US dollars for a million tokens, all epochs together
 * @param source where it said so
 * @param dated on which day, as {@code 2026-10-31}
 */
public record TrainingPrice(BigDecimal dollarsPerMillion, String source, String dated) {}
