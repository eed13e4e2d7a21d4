package dev.fovea.together;

import dev.fovea.config.Money;
import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.util.Optional;

/**
 * What a job would cost, as Together estimates it. For data sets with pictures there is no estimate
 * as of 2026-09. Immutable.
 */
public final class TogetherPriceEstimate extends WireView {
  TogetherPriceEstimate(WireObject wire) {
    super(wire);
  }

  /** {@return whether there is an estimate; where not, {@link #explanation()} says why} */
  public boolean isAvailable() {
    // Older servers do not say it, they only estimate.
    return wire().flag("estimation_available").orElseGet(() -> price().isPresent());
  }

  /** {@return why there is no estimate, in Together's word such as {@code multimodal_dataset}} */
  public Optional<String> unavailableReason() {
    return text("unavailable_reason");
  }

  /** {@return why there is no estimate, in a sentence; empty when there is one} */
  public String explanation() {
    if (isAvailable()) {
      return "";
    }
    String reason = unavailableReason().orElse("");
    return switch (reason) {
      case "multimodal_dataset" -> "Together estimates no price for data sets with pictures.";
      case "train_file_not_validated" ->
        "The training file is not checked yet: await it, then ask again.";
      case "eval_file_not_validated" ->
        "The validation file is not checked yet: await it, then ask again.";
      case "train_file_invalid" -> "The training file has errors: get it to see them.";
      case "eval_file_invalid" -> "The validation file has errors: get it to see them.";
      default -> "Together gives no estimate" + (reason.isEmpty() ? "." : ": " + reason + ".");
    };
  }

  /** {@return what the job would cost} */
  public Optional<Money> price() {
    return dollars("estimated_total_price");
  }

  /** {@return whether the account may start the job; absent when Together does not say} */
  public Optional<Boolean> allowedToProceed() {
    return wire().flag("allowed_to_proceed");
  }

  /** {@return what the account may spend} */
  public Optional<Money> userLimit() {
    return dollars("user_limit");
  }

  /** {@return how many tokens would be trained on, all epochs together} */
  public Optional<Long> trainTokens() {
    return wire().integer("estimated_train_token_count");
  }

  /** {@return how many tokens would be evaluated, all evaluations together} */
  public Optional<Long> evaluationTokens() {
    return wire().integer("estimated_eval_token_count");
  }
}
