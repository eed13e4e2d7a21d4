package dev.fovea.fireworks;

import dev.fovea.provider.CallingService;
import dev.fovea.transport.Transport;

/** Evaluators at Fireworks. */
final class FireworksEvaluators extends CallingService implements FireworksEvaluatorService {
  FireworksEvaluators(Transport transport, Account account) {
    super(transport);
  }
}
