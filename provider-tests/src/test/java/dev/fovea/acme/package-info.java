/**
 * A provider that does not exist, to copy from: it shows what a further provider has to write, in
 * the order of CONTRIBUTING.md, and that it needs nothing which is not exported. Start with
 * {@link dev.fovea.acme.AcmeClient}; {@code dev.fovea.acme.twin} is the embedded one.
 *
 * <p>Its wire is like nobody's: files are material, jobs are lessons, deployments are stages.
 */
@NullMarked
package dev.fovea.acme;

import org.jspecify.annotations.NullMarked;
