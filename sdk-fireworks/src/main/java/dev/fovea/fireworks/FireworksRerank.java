package dev.fovea.fireworks;

import dev.fovea.provider.CallingService;
import dev.fovea.transport.Transport;

/** Ranking at Fireworks. */
final class FireworksRerank extends CallingService implements FireworksRerankService {
  FireworksRerank(Transport transport) {
    super(transport);
  }
}
