/** Neutral models, services, provider interface and transport for vision-language models. */
module dev.fovea {
  requires static transitive org.jspecify;
  requires static org.immutables.value.annotations;
  requires com.fasterxml.jackson.core;
  requires okhttp3;
  requires okio;
  requires org.slf4j;

  exports dev.fovea;
  exports dev.fovea.chat;
  exports dev.fovea.config;
  exports dev.fovea.dataset;
  exports dev.fovea.deployment;
  exports dev.fovea.disk;
  exports dev.fovea.error;
  exports dev.fovea.file;
  exports dev.fovea.finding;
  exports dev.fovea.finetuning;
  exports dev.fovea.image;
  exports dev.fovea.inference;
  exports dev.fovea.json;
  exports dev.fovea.page;
  exports dev.fovea.preparation;
  exports dev.fovea.provider;
  exports dev.fovea.transport;

  uses dev.fovea.chat.ChatRulesProvider;
  uses dev.fovea.dataset.DatasetProvider;
  uses dev.fovea.image.Imaging;
  uses dev.fovea.VisionProvider;
}
