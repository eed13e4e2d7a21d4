/**
 * Together AI: the neutral services and what only Together has. Start with
 * {@link dev.fovea.together.TogetherClient} and {@link dev.fovea.together.TogetherOptions}.
 */
@NullMarked
package dev.fovea.together;

import org.jspecify.annotations.NullMarked;
