package dev.fovea.fireworks;

import dev.fovea.provider.WireSpec;

/** How a deployment is deleted. */
public final class FireworksDeletion extends WireSpec<FireworksDeletion> {
  FireworksDeletion() {
    super(FireworksProvider.ID);
  }

  /**
   * Sets whether it is deleted at once and for good; otherwise it can be undeleted for some time.
   *
   * @param hard true to delete for good
   * @return these settings
   */
  public FireworksDeletion hard(boolean hard) {
    return set("hard", hard);
  }

  /**
   * Sets whether it is deleted although it answered within the last hour, which Fireworks refuses
   * otherwise.
   *
   * @param ignoreChecks true to delete it whatever it does
   * @return these settings
   */
  public FireworksDeletion ignoreChecks(boolean ignoreChecks) {
    return set("ignoreChecks", ignoreChecks);
  }
}
