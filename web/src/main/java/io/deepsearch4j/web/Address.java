package io.deepsearch4j.web;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// The text of a web address, understood or found odd. This is the only parser that decides where
/// we go: what it yields is what is checked and what is connected to. Odd forms are refused because
/// two readers of the same text could disagree on the host.
sealed interface Address {

  /// An address we understand.
  record Http(HttpUrl url) implements Address {}

  /// One we do not.
  ///
  /// @param why a sentence
  record Odd(String why) implements Address {}

  int LONGEST = 8_192;
  Pattern FORM = Pattern.compile("(?i)([a-z][a-z0-9+.-]*):(?://([^/?#]*))?.*", Pattern.DOTALL);
  Pattern PLAIN_HOST = Pattern.compile("[a-z0-9._-]+");
  Pattern NUMBER = Pattern.compile("(?i)[0-9]+|0x[0-9a-f]*");
  Pattern DOTTED_QUAD =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

  static Address parse(String text) {
    if (text.length() > LONGEST) {
      return new Odd("the address is longer than " + LONGEST + " characters");
    }
    if (text.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
      return new Odd("the address has a backslash or a control character in it");
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return new Odd("only whole addresses that begin with http:// or https:// are opened");
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return new Odd("only http and https addresses are opened, not " + scheme + ":");
    }
    String authority = form.group(2);
    if (authority == null || authority.isEmpty()) {
      return new Odd("the address names no host");
    }
    Optional<String> odd = oddAuthority(authority);
    if (odd.isPresent()) {
      return new Odd(odd.get());
    }
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      return new Odd("the address cannot be read");
    }
    if (!url.host().contains(":") && !PLAIN_HOST.matcher(url.host()).matches()) {
      return new Odd("the address has characters in its host that no host name has");
    }
    // The text [::ffff:1.2.3.4] quietly becomes 1.2.3.4, which is not what was written.
    if (authority.startsWith("[") && !url.host().contains(":")) {
      return new Odd("the address hides an IPv4 address in an IPv6 one");
    }
    return new Http(url.newBuilder().fragment(null).build());
  }

  /// A redirect's target, by the same rules.
  static Address resolve(HttpUrl base, String reference) {
    String text = reference.strip();
    if (text.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
      return new Odd("the address has a backslash or a control character in it");
    }
    if (text.startsWith("//")) {
      return parse(base.scheme() + ":" + text);
    }
    int colon = text.indexOf(':');
    if (colon > 0 && text.substring(0, colon).matches("(?i)[a-z][a-z0-9+.-]*")) {
      return parse(text);
    }
    HttpUrl url = base.resolve(text);
    return url == null ? new Odd("the address cannot be read") : parse(url.toString());
  }

  private static Optional<String> oddAuthority(String authority) {
    if (authority.contains("@")) {
      return Optional.of("the address carries a user name or an @ before its host");
    }
    if (authority.contains("%")) {
      return Optional.of("the address has a percent-encoded host");
    }
    if (authority.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
      return Optional.of("the address has white space in its host");
    }
    if (!Normalizer.isNormalized(authority, Normalizer.Form.NFKC) || authority.contains("。")) {
      return Optional.of("the address has full-width or look-alike characters in its host");
    }
    String host = authority.replaceFirst(":[0-9]*$", "");
    if (host.isEmpty() || host.startsWith(".") || host.endsWith(".") || host.contains("..")) {
      return Optional.of("the address has a host with a stray dot or none at all");
    }
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (NUMBER.matcher(last).matches() && !DOTTED_QUAD.matcher(host).matches()) {
      return Optional.of("the address writes its host as a number instead of a dotted quad");
    }
    return Optional.empty();
  }
}
