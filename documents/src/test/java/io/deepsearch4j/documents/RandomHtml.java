package io.deepsearch4j.documents;

import java.util.Random;

/// Makes random, often broken, pages from a seed.
final class RandomHtml {
  private static final String[] TAGS = {
    "div",
    "p",
    "span",
    "b",
    "ul",
    "li",
    "h2",
    "h3",
    "table",
    "tr",
    "td",
    "th",
    "pre",
    "section",
    "nav",
    "caption",
    "br",
    "blockquote",
    "a href='/x?y=1' rel=check",
    "dl",
    "dd",
    "figcaption",
    "span hidden",
    "div style='display:none'",
    "td rowspan=2",
    "td colspan=3",
    "th colspan=0"
  };
  private static final String[] TEXTS = {
    "word",
    " two words ",
    "数字 12",
    "\u200bsoft\u00adhyphen",
    "\u00a0",
    "\n\n",
    "&amp;&nbsp;x",
    "😀",
    "\u202eevil",
    "a\tb",
    "&#7;bell",
    "12.5 %",
    "<",
    "&#0;"
  };

  private RandomHtml() {}

  static String of(Random random) {
    var html = new StringBuilder();
    int pieces = 5 + random.nextInt(120);
    for (int i = 0; i < pieces; i++) {
      String tag = TAGS[random.nextInt(TAGS.length)];
      switch (random.nextInt(5)) {
        case 0, 1 -> html.append('<').append(tag).append('>');
        case 2 -> html.append("</").append(tag.split(" ", 2)[0]).append('>');
        default -> html.append(TEXTS[random.nextInt(TEXTS.length)]);
      }
    }
    return html.toString();
  }
}
