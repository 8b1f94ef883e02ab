package io.deepsearch4j.documents;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Tells whether a browser would show an element, from its own markup. Style sheets are not
/// computed.
final class Hidden {
  private static final Pattern STYLE =
      Pattern.compile(
          "(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0(?:\\.0+)?(?:;|!|$)"
              + "|font-size:0(?:\\D|$)|text-indent:-\\d{3,}|(?:left|top|right):-\\d{3,}"
              + "|clip:rect\\(0|(?:max-)?(?:height|width):0(?:px)?;.*overflow:hidden)");

  private Hidden() {}

  static boolean is(Element element) {
    if (element.hasAttr("hidden") || element.nameIs("template") || element.nameIs("noscript")) {
      return true;
    }
    String style = element.attr("style");
    return !style.isEmpty()
        && STYLE.matcher(style.replaceAll("\\s+", "").toLowerCase(Locale.ROOT)).find();
  }
}
