package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Instant;
import java.util.Locale;

/**
 * One thing that happens to a job.
 *
 * @param at when
 * @param type its type in upper case
 * @param level {@code Info}, {@code Warning} or {@code Error}
 * @param message for people
 * @param step the training step reached, 0 before training
 */
record JobEventLine(Instant at, String type, String level, String message, int step) {
  ObjectNode object(Job job, boolean lowerCase) {
    return Json.object()
        .put("object", "fine-tune-event")
        .put("created_at", at.toString())
        .put("level", lowerCase ? level.toLowerCase(Locale.ROOT) : level)
        .put("message", message)
        .put("type", lowerCase ? type.toLowerCase(Locale.ROOT) : type)
        .put("step", step)
        .put("total_steps", job.plan().totalSteps())
        .put("param_count", 0)
        .put("token_count", type.equals("JOB_COMPLETE") ? job.tokens() : 0)
        .put("wandb_url", "")
        .put("checkpoint_path", type.equals("CHECKPOINT_SAVE") ? job.checkpointPath(step) : "")
        .put("model_path", "")
        .put("training_offset", 0)
        .put("hash", Integer.toHexString((job.id() + type + step + message).hashCode()));
  }
}
