package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.providertests.CallMode;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountHttpTest {
  @RegisterExtension
  final Recorded fireworks = new Recorded();

  private static String id(CallMode mode, Transport transport, Account account) {
    return mode.call(
        () -> Caller.now(transport, account::id), () -> Caller.later(transport, account::id));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void isFoundFromTheKeyOnce(CallMode mode) {
    fireworks.replay("account/GET_accounts");
    Transport transport = fireworks.transport();
    Account account = new Account(transport, null);

    assertThat(id(mode, transport, account)).isEqualTo("leaflab");
    assertThat(id(mode, transport, account)).isEqualTo("leaflab");
    fireworks.received("account/GET_accounts");
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "accounts/acme"})
  void isNotAskedForWhenItIsConfigured(String configured) {
    Transport transport = fireworks.transport();

    assertThat(id(CallMode.SYNC, transport, new Account(transport, configured))).isEqualTo("acme");
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void ofAKeyWithSeveralIsTheCallersToSay() {
    fireworks.answer(200, "{\"accounts\":[{\"name\":\"accounts/a\"},{\"name\":\"accounts/b\"}]}");
    Transport transport = fireworks.transport();
    Account account = new Account(transport, null);

    assertThatThrownBy(() -> id(CallMode.SYNC, transport, account))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("several accounts")
        .hasMessageContaining("FIREWORKS_ACCOUNT_ID");
  }
}
