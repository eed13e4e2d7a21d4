/** Fireworks AI in the shape of the neutral services. */
module dev.fovea.fireworks {
  requires transitive dev.fovea;
  requires static org.immutables.value.annotations;
  requires org.slf4j;

  exports dev.fovea.fireworks;

  // Where the dated facts lie, which the core reads.
  opens dev.fovea.fireworks to
      dev.fovea;

  provides dev.fovea.VisionProvider with
      dev.fovea.fireworks.FireworksProvider;
  provides dev.fovea.chat.ChatRulesProvider with
      dev.fovea.fireworks.FireworksProvider;
  provides dev.fovea.dataset.DatasetProvider with
      dev.fovea.fireworks.FireworksProvider;
}
