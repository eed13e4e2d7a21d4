package dev.fovea.openai;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of Standard Webhooks: HMAC-SHA256 over id, time and body. */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";

  private WebhookSignature() {}

  /**
   * Whether one of the signatures fits. How long it takes does not depend on how much of it does.
   */
  static boolean fits(String secret, String id, String timestamp, byte[] body, String signatures) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    byte[] expected = Base64.getEncoder().encode(sign(key(secret), head, body));
    boolean fits = false;
    for (String entry : signatures.strip().split("\\s+", -1)) {
      String bare = entry.startsWith(VERSION) ? entry.substring(VERSION.length()) : entry;
      fits |= MessageDigest.isEqual(expected, bare.getBytes(StandardCharsets.UTF_8));
    }
    return fits;
  }

  private static byte[] key(String secret) {
    String bare = secret.strip();
    byte[] key;
    if (bare.startsWith(PREFIX)) {
      try {
        key = Base64.getDecoder().decode(bare.substring(PREFIX.length()));
      } catch (IllegalArgumentException e) {
        // Without its cause, which shows a character of the secret.
        throw unusable("what stands behind " + PREFIX + " is no base64");
      }
    } else {
      key = bare.getBytes(StandardCharsets.UTF_8);
    }
    if (key.length == 0) {
      throw unusable("it is empty");
    }
    return key;
  }

  private static IllegalStateException unusable(String why) {
    return new IllegalStateException(
        OpenAiProvider.ID + ": the secret of webhooks cannot be used (it is not shown): " + why);
  }

  private static byte[] sign(byte[] key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
