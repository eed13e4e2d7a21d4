package dev.fovea.openai;

import dev.fovea.ModelService;

/**
 * Models at OpenAI: those it serves and the organization's own tuned ones, {@code ft:…}, which are
 * listed with them. The listing has one page and no order. {@code get} of a tuned model says 404
 * for some minutes after its job has finished. {@code delete} removes a tuned model for good, with
 * its checkpoints; it takes the role of an owner, and other models are refused.
 * {@link OpenAiModel#of} has what only OpenAI tells. Thread-safe.
 *
 * <p>At another's server {@code get} looks into the listing, which is what such servers have.
 */
public interface OpenAiModelService extends ModelService {}
