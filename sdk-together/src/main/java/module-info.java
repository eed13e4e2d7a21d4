/** Together AI in the shape of the neutral services. */
module dev.fovea.together {
  requires transitive dev.fovea;
  requires static org.immutables.value.annotations;
  requires org.slf4j;

  exports dev.fovea.together;
}
