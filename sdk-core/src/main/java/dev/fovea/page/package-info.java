/** Listings. There is one type, {@link dev.fovea.page.Page}. */
@NullMarked
package dev.fovea.page;

import org.jspecify.annotations.NullMarked;
