/**
 * Provider API: reading training lines and learning from their pictures: a documented image feature
 * and nearest neighbours, nothing downloaded. Start with {@link dev.fovea.testkit.learning.Lesson}
 * and {@link dev.fovea.testkit.learning.TunedModel}. Outside the SemVer promise.
 */
@NullMarked
package dev.fovea.testkit.learning;

import org.jspecify.annotations.NullMarked;
