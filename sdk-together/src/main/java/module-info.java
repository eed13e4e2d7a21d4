/** Together AI in the shape of the neutral services. */
module dev.fovea.together {
  requires transitive dev.fovea;
  requires static org.immutables.value.annotations;
  requires org.slf4j;

  exports dev.fovea.together;

  // Where the dated facts lie, which the core reads.
  opens dev.fovea.together to
      dev.fovea;

  provides dev.fovea.VisionProvider with
      dev.fovea.together.TogetherProvider;
  provides dev.fovea.chat.ChatRulesProvider with
      dev.fovea.together.TogetherProvider;
  provides dev.fovea.dataset.DatasetProvider with
      dev.fovea.together.TogetherProvider;
}
