package dev.fovea.finding;

/** How bad a finding is. May grow in a minor version: keep a default branch. */
public enum Severity {
  /** The provider will refuse it, or it will not do what it says. */
  ERROR,
  /** It will be taken, and is probably not what was meant. */
  WARNING
}
