package io.deepsearch4j.web;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// How far from its starting site a run may go.
///
/// @param sites hosts or registrable domains, by mode; empty when open
/// @param attachmentHosts hosts outside the sites that may be asked for files only, such as the
///   site's own document server
public record Scope(Mode mode, Set<String> sites, Set<String> attachmentHosts) {

  /// What counts as the same site.
  public enum Mode {
    HOST,
    DOMAIN,
    OPEN
  }

  private static final Pattern ATTACHMENT =
      Pattern.compile(
          ".*\\.(pdf|xlsx?|xlsm|csv|tsv|docx?|pptx?|odt|ods|odp|rtf|txt|zip|gz|json|xml|bib|ris)");

  public static final Scope OPEN = new Scope(Mode.OPEN, Set.of(), Set.of());

  public Scope {
    Objects.requireNonNull(mode);
    sites = Set.copyOf(sites);
    attachmentHosts = Set.copyOf(attachmentHosts);
    if (mode != Mode.OPEN && sites.isEmpty()) {
      throw new IllegalArgumentException("a scope of mode " + mode + " needs at least one site");
    }
  }

  /// Only the host of this address.
  public static Scope host(URI start) {
    return new Scope(Mode.HOST, Set.of(http(start).host()), Set.of());
  }

  /// Every host of this address's registrable domain.
  public static Scope domain(URI start) {
    return new Scope(Mode.DOMAIN, Set.of(domain(http(start))), Set.of());
  }

  /// The same scope, which may also be left for files on these hosts.
  public Scope withAttachmentsFrom(Set<String> hosts) {
    return new Scope(mode, sites, hosts);
  }

  /// Whether an address lies within.
  public boolean allows(URI url) {
    return Address.parse(url.toString()) instanceof Address.Http(HttpUrl http) && allows(http);
  }

  boolean allows(HttpUrl url) {
    return switch (mode) {
      case HOST -> sites.contains(url.host()) || allowsAsAttachment(url);
      case DOMAIN -> sites.contains(domain(url)) || allowsAsAttachment(url);
      case OPEN -> true;
    };
  }

  private boolean allowsAsAttachment(HttpUrl url) {
    return attachmentHosts.contains(url.host())
        && ATTACHMENT.matcher(url.encodedPath().toLowerCase(Locale.ROOT)).matches();
  }

  // Names below localhost are sites of their own; addresses and single names are their own domain.
  private static String domain(HttpUrl url) {
    String host = url.host();
    if (host.endsWith(".localhost")) {
      String site = host.substring(0, host.length() - ".localhost".length());
      return site.substring(site.lastIndexOf('.') + 1) + ".localhost";
    }
    String domain = url.topPrivateDomain();
    return domain == null ? host : domain;
  }

  private static HttpUrl http(URI url) {
    return switch (Address.parse(url.toString())) {
      case Address.Http(HttpUrl http) -> http;
      case Address.Odd(String why) ->
          throw new IllegalArgumentException("a scope cannot start at " + url + ": " + why);
    };
  }
}
