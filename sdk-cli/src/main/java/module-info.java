/** The command line {@code fovea}. It runs from the class path; nobody depends on it. */
module dev.fovea.cli {
  requires static transitive org.jspecify;
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;
  requires dev.fovea;
  requires dev.fovea.testkit;
  requires dev.fovea.together;
  requires info.picocli;
  requires java.desktop;
  requires me.tongfei.progressbar;
  requires org.slf4j;

  exports dev.fovea.cli;

  opens dev.fovea.cli to
      info.picocli;

  provides ch.qos.logback.classic.spi.Configurator with
      dev.fovea.cli.Logging;
}
