package dev.fovea.preparation;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line as far as it is known before its pictures are there.
 *
 * @param end how many bytes of the input were read when the line was
 * @param changes what was done to it so far
 * @param draft its example; null if it is left out already
 * @param addresses where its pictures are fetched from
 */
record LineDraft(long end, LineChanges changes, @Nullable Draft draft, List<URI> addresses) {}
