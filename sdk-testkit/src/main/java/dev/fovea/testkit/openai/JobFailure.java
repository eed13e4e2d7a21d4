package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import org.jspecify.annotations.Nullable;

/**
 * Why a job failed.
 *
 * @param code its kind
 * @param message for people
 * @param param which file is to blame; null for none
 */
record JobFailure(String code, String message, @Nullable String param) {
  /** A line of a file that breaks a rule. */
  static JobFailure of(String param, long line, String flaw) {
    String which = param.startsWith("training") ? "training" : "validation";
    return new JobFailure(
        "invalid_" + param,
        "The job failed due to an invalid " + which + " file. Line " + line + ": " + flaw + ".",
        param);
  }

  /** As it stands in the job. */
  ObjectNode error() {
    return Json.object().put("code", code).put("message", message).put("param", param);
  }

  /** As it stands in the event. */
  ObjectNode data() {
    return Json.object().put("error_code", code).put("error_param", param);
  }
}
