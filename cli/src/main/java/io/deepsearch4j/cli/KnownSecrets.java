package io.deepsearch4j.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The secrets that this process holds, so that none of them leaves in a sentence of somebody else:
/// what an endpoint sends back, say, may quote the key it was shown.
final class KnownSecrets {
  private static final String BLANK = "•••";

  /// What is shorter stands in ordinary sentences, too.
  private static final int SHORTEST = 6;

  private static final int LARGEST_FILE = 4_096;

  /// What looks like a key, whoever's it is.
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?i:bearer)\\s+[\\w.~+/=-]{6,}"
              + "|\\b(?:sk|pk|rk|tvly|exa|hf|gh[opsu]|xox[abprs])[-_][\\w-]{8,}");

  private final List<String> secrets;

  private KnownSecrets(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .map(String::strip)
            .filter(one -> one.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /// Those of the environment, by the names of its variables.
  static KnownSecrets of(Map<String, String> environment) {
    return new KnownSecrets(
        environment.entrySet().stream()
            .filter(variable -> Secrets.isSecretName(variable.getKey()))
            .map(Map.Entry::getValue)
            // A variable may name the one that holds the key.
            .filter(value -> !isVariable(value, environment))
            .toList());
  }

  /// These, and what the settings hold or refer to.
  KnownSecrets and(SettingsTree settings, Map<String, String> environment) {
    var more = new ArrayList<>(secrets);
    for (String key : settings.keys()) {
      more.addAll(Secrets.within(key, settings.value(key), environment));
    }
    String keyName = settings.value("chat.key-name").asString("");
    if (!isVariable(keyName, environment)) {
      more.add(keyName);
    }
    return new KnownSecrets(more);
  }

  /// These, and what a file holds that holds nothing else.
  KnownSecrets andTheOneIn(Path file) {
    var more = new ArrayList<>(secrets);
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE) {
        more.add(Files.readString(file));
      }
    } catch (IOException _) {
      // What cannot be read cannot be told either.
    }
    return new KnownSecrets(more);
  }

  /// Whether a text is the name of a variable that exists or, by its looks, could hold a key.
  static boolean isVariable(String text, Map<String, String> environment) {
    return environment.containsKey(text)
        || (text.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+") && Secrets.isSecretName(text));
  }

  /// A text with every secret blanked.
  String without(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, BLANK);
      clean = clean.replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), BLANK);
    }
    return SHAPE.matcher(clean).replaceAll(BLANK);
  }

  @Override
  public String toString() {
    return "KnownSecrets[" + secrets.size() + "]";
  }
}
