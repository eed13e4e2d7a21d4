package dev.fovea.file;

/**
 * How far a provider has come with an uploaded file. May grow in a minor version: keep a default
 * branch.
 */
public enum FileStatus {
  /** Stored, not looked at yet. */
  PENDING,
  /** Being read and checked by the provider. */
  PROCESSING,
  /** Ready for use; also the state of files that the provider does not check. */
  READY,
  /** Refused or not readable; {@link RemoteFile#findings()} says why when the provider told. */
  FAILED,
  /** A word this version does not know; see {@link RemoteFile#providerStatus()}. */
  UNKNOWN
}
