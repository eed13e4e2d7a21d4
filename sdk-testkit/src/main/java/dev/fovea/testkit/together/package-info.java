/**
 * Together AI as a server: files, fine-tuning jobs, deployments, models and chat, with that
 * provider's paths, statuses and error bodies. Start with
 * {@link dev.fovea.testkit.together.TogetherService}.
 */
@NullMarked
package dev.fovea.testkit.together;

import org.jspecify.annotations.NullMarked;
