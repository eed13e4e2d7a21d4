/**
 * OpenAI's paths, checks and error bodies. Start with
 * {@link dev.fovea.testkit.openai.OpenAiService}.
 */
@NullMarked
package dev.fovea.testkit.openai;

import org.jspecify.annotations.NullMarked;
