package dev.fovea.provider;

import dev.fovea.finding.Finding;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a provider's own check says about a data set, such as {@code line 7: ...}. */
public final class ServerFindings {
  private static final Pattern LINE =
      Pattern.compile("(?i)^(?:line|row)\\s+(\\d{1,18})\\s*:\\s*(.*)$");

  private ServerFindings() {}

  /**
   * {@return a finding for each line of the provider's text, with the data set's line where it is
   * told}
   *
   * @param provider the provider's id
   * @param text what the provider says; empty for nothing
   */
  public static List<Finding> of(String provider, String text) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .map(line -> finding(provider, line.strip()))
        .toList();
  }

  private static Finding finding(String provider, String text) {
    Matcher line = LINE.matcher(text);
    Finding.Builder finding = Finding.builder().rule(provider + ".server-check");
    if (line.matches() && Long.parseLong(line.group(1)) > 0) {
      return finding
          .line(Long.parseLong(line.group(1)))
          .message(line.group(2))
          .fix("mend this line and upload the file again")
          .build();
    }
    return finding.message(text).fix("mend the data set and upload it again").build();
  }
}
