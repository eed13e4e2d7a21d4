/** OpenAI in the shape of the neutral services. */
module dev.fovea.openai {
  requires transitive dev.fovea;
  requires static org.immutables.value.annotations;
  requires org.slf4j;

  exports dev.fovea.openai;

  // Where the dated facts lie, which the core reads.
  opens dev.fovea.openai to
      dev.fovea;

  provides dev.fovea.VisionProvider with
      dev.fovea.openai.OpenAiProvider;
  provides dev.fovea.chat.ChatRulesProvider with
      dev.fovea.openai.OpenAiProvider;
  provides dev.fovea.dataset.DatasetProvider with
      dev.fovea.openai.OpenAiProvider;
}
