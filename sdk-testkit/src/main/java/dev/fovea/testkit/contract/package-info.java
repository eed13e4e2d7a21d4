/**
 * What every provider promises, as one test that all of them pass:
 * {@link dev.fovea.testkit.contract.ProviderContract}. It knows the neutral services and the
 * embedded providers, and no provider's own types; what a provider lacks is declared by its
 * capabilities and must be refused before anything is sent. Its part about chat stands alone as
 * {@link dev.fovea.testkit.contract.ChatProviderContract}, for a client that speaks to another
 * provider's server.
 *
 * <p>The only room of the testkit that needs the library itself, AssertJ and JUnit's parameterized
 * tests on the path.
 */
@NullMarked
package dev.fovea.testkit.contract;

import org.jspecify.annotations.NullMarked;
