/**
 * Where a picture comes from and what its bytes say it is. Start with {@link dev.fovea.image.Image}
 * and {@link dev.fovea.image.ImageHeader}.
 */
@NullMarked
package dev.fovea.image;

import org.jspecify.annotations.NullMarked;
