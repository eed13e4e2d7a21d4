/**
 * What needs a picture's pixels: full decode under limits, re-encoding, thumbnails, perceptual
 * hash.
 */
@NullMarked
package dev.fovea.imaging;

import org.jspecify.annotations.NullMarked;
