package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ToolSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/// A tool of somebody else that a run may call. A call is the opening of an address: what comes
/// back is stored, read and cited like any page, and so it can be checked again and is never asked
/// for twice.
///
/// @param spec how it is offered to a model; holds a name of its own and harmless words
/// @param address what is opened, with the call's arguments as its query
public record OutsideTool(ToolSpec spec, URI address) {
  /// Characters of a call's arguments.
  static final int LONGEST_ARGUMENTS = 4_000;

  public OutsideTool {
    Objects.requireNonNull(spec);
    if (address.getScheme() == null || address.getHost() == null || address.getQuery() != null) {
      throw new IllegalArgumentException(
          "the address of a tool has a scheme and a host and no query, unlike " + address);
    }
  }

  /// The address of a call.
  ///
  /// @param arguments a JSON object
  URI call(String arguments) {
    try {
      String query = new URI(address.getScheme(), "any", "/", arguments, null).getRawQuery();
      return new URI(address + "?" + query);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("arguments that no address can carry", e);
    }
  }

  /// Whether an address is a call of this tool.
  boolean isCalledBy(URI url) {
    return address.getScheme().equals(url.getScheme())
        && Objects.equals(address.getRawAuthority(), url.getRawAuthority())
        && Objects.equals(address.getRawPath(), url.getRawPath())
        && url.getRawQuery() != null;
  }
}
