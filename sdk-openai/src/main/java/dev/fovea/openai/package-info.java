/**
 * OpenAI in the shape of the neutral services. Start with {@link dev.fovea.openai.OpenAiClient};
 * {@link dev.fovea.openai.OpenAiOptions} has what only OpenAI knows.
 */
@NullMarked
package dev.fovea.openai;

import org.jspecify.annotations.NullMarked;
