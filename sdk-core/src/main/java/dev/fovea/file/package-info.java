/**
 * Files at a provider: upload, list, download. Start with {@link dev.fovea.file.FileService} and
 * {@link dev.fovea.file.RemoteFile}.
 */
@NullMarked
package dev.fovea.file;

import org.jspecify.annotations.NullMarked;
