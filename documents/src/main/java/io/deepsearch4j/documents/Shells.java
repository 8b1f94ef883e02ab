package io.deepsearch4j.documents;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Recognises pages that stand *before* the content: a robot check, a consent question, a login, a
/// paywall, a viewer without its file.
///
/// Words alone never decide, since articles are written about all of these. A shell is a short page
/// that also has the machinery: the challenge's script, the password field, the consent buttons.
final class Shells {
  private static final int SHORT = 600;
  private static final int LONGER = 1_500;

  private static final Pattern CHALLENGE_TITLE =
      Pattern.compile(
          "^(?:just a moment|attention required!? \\| cloudflare|ddos-guard|checking your browser"
              + "|verify(?:ing)? (?:that )?you are (?:a )?human|robot check|are you a robot"
              + "|human verification|security check|百度安全验证|安全验证|人机验证|访问验证).{0,20}$");
  private static final String CHALLENGE_MARKUP =
      "script[src*=/cdn-cgi/challenge-platform], #challenge-form, #cf-challenge-running,"
          + " #challenge-running, #challenge-error-text, script[src*=_Incapsula_Resource],"
          + " iframe[src*=_Incapsula_Resource], #px-captcha, script[src*=captcha-delivery.com],"
          + " form[action*=/errors/validateCaptcha]";
  private static final String CAPTCHA_MARKUP =
      ".g-recaptcha, .h-captcha, .cf-turnstile, #captcha, [class*=geetest], iframe[src*=captcha]";
  private static final Pattern CHALLENGE_WORDS =
      Pattern.compile(
          "not a robot|are human|you're human|unusual traffic|enable javascript and cookies"
              + "|security (?:check|service)|complete the captcha|characters you see|请完成.{0,6}验证"
              + "|异常(?:流量|访问)|拖动滑块|安全验证");
  private static final Pattern CONSENT_WORDS =
      Pattern.compile("cookie|consent|personal data|privacy|einwilligung|隐私|同意");
  private static final Pattern CONSENT_BUTTON =
      Pattern.compile(
          "^(?:i )?(?:accept|agree|allow|reject|deny)(?: (?:all|to all|and continue|and close|cookies"
              + "|all cookies))*$|^alle (?:akzeptieren|ablehnen)$|^tout (?:accepter|refuser)$"
              + "|^(?:全部)?(?:同意|接受|拒绝)(?:并继续|全部)?$");
  private static final Pattern PAYWALL_WORDS =
      Pattern.compile(
          "subscribe (?:now )?to (?:continue|read|keep|unlock|get full)|to (?:continue|keep) reading"
              + "|already a subscriber|this (?:article|content|story) is (?:for|only available to)"
              + " (?:\\w+ )?(?:subscribers|members)|subscribers only|订阅后(?:可|即可|继续)?阅读|付费(?:后)?阅读");
  private static final String PAYWALL_MARKUP =
      "[class*=paywall], [id*=paywall], [class*=subscribe-wall], [class*=regwall], [class*=piano-]";
  private static final Pattern FREE_FALSE =
      Pattern.compile("\"isAccessibleForFree\"\\s*:\\s*\"?false", Pattern.CASE_INSENSITIVE);
  private static final Pattern SCRIPT_WORDS =
      Pattern.compile(
          "(?:enable|requires?|needs?|without|turn on|activate) javascript|javascript (?:is )?(?:disabled"
              + "|required|to be enabled)|启用 ?javascript|开启 ?javascript");

  private Shells() {}

  /// Why a page is not the content it stands for, as a sentence; empty for an ordinary page.
  static Optional<String> reason(org.jsoup.nodes.Document page, Document document) {
    String shown = shown(document);
    if (shown.length() > LONGER || !document.tables().isEmpty()) {
      return Optional.empty();
    }
    String words = shown.toLowerCase(Locale.ROOT);
    if (isChallenge(page, document, words)) {
      return Optional.of(
          "the site answered with a robot check instead of the page; open another source or an"
              + " archived copy");
    }
    if (isLogin(page, shown)) {
      return Optional.of(
          "the page asks for a login and shows nothing else; open a source that needs none");
    }
    if (isConsent(page, words)) {
      return Optional.of(
          "the site answered with a consent question instead of the page; open another source or an"
              + " archived copy");
    }
    if (isPaywall(page, words)) {
      return Optional.of(
          "the page shows its text to subscribers only; look for the fact in an open source");
    }
    return viewer(page, document, shown).or(() -> script(page, shown));
  }

  private static String shown(Document document) {
    var shown = new StringBuilder();
    for (Block block : document.blocks()) {
      if (block.visible()) {
        shown.append(document.text(block.start(), block.end())).append('\n');
      }
    }
    return shown.toString();
  }

  private static boolean isChallenge(
      org.jsoup.nodes.Document page, Document document, String words) {
    if (words.length() > SHORT) {
      return false;
    }
    if (CHALLENGE_TITLE.matcher(document.title().toLowerCase(Locale.ROOT)).matches()) {
      return document.links().size() < 15;
    }
    if (page.selectFirst(CHALLENGE_MARKUP) != null) {
      return !hasProse(document);
    }
    return page.selectFirst(CAPTCHA_MARKUP) != null && CHALLENGE_WORDS.matcher(words).find();
  }

  /// Whether a page has a paragraph that says something at length.
  private static boolean hasProse(Document document) {
    return document.blocks().stream()
        .anyMatch(
            block ->
                block.visible()
                    && block.kind() == Block.Kind.PARAGRAPH
                    && block.end() - block.start() > 250);
  }

  private static boolean isLogin(org.jsoup.nodes.Document page, String shown) {
    return page.selectFirst("input[type=password]") != null && shown.length() < SHORT / 2;
  }

  private static boolean isConsent(org.jsoup.nodes.Document page, String words) {
    long buttons =
        page.select("button, input[type=submit], input[type=button], a[role=button]").stream()
            .map(button -> button.nameIs("input") ? button.attr("value") : button.text())
            .map(text -> DocumentBuilder.clean(text).toLowerCase(Locale.ROOT))
            .filter(text -> CONSENT_BUTTON.matcher(text).matches())
            .count();
    if (buttons == 0 || words.isBlank()) {
      return false;
    }
    long lines = words.lines().filter(line -> line.length() > 20).count();
    long about =
        words
            .lines()
            .filter(line -> line.length() > 20 && CONSENT_WORDS.matcher(line).find())
            .count();
    return lines > 0 && about * 2 >= lines;
  }

  private static boolean isPaywall(org.jsoup.nodes.Document page, String words) {
    boolean machinery =
        page.selectFirst(PAYWALL_MARKUP) != null
            || page.select("script[type=application/ld+json]").stream()
                .anyMatch(script -> FREE_FALSE.matcher(script.data()).find());
    return machinery && words.length() < 2 * SHORT && PAYWALL_WORDS.matcher(words).find();
  }

  private static Optional<String> viewer(
      org.jsoup.nodes.Document page, Document document, String shown) {
    if (shown.length() > SHORT / 3) {
      return Optional.empty();
    }
    for (Element frame : page.select("iframe[src], embed[src], object[data]")) {
      String attribute = frame.nameIs("object") ? "data" : "src";
      String address = frame.attr(attribute).toLowerCase(Locale.ROOT);
      if (address.contains(".pdf") || frame.attr("type").equals("application/pdf")) {
        String target =
            HtmlLinks.resolve(frame.baseUri(), frame.attr(attribute))
                .map(Object::toString)
                .orElse(address);
        return Optional.of("the page only frames a file; open the file itself: " + target);
      }
    }
    boolean viewer = page.selectFirst("#viewerContainer, .pdfViewer, #pdf-viewer") != null;
    return viewer && !hasProse(document)
        ? Optional.of("the page is a viewer without its file; open the file's own address")
        : Optional.empty();
  }

  private static Optional<String> script(org.jsoup.nodes.Document page, String shown) {
    if (shown.length() > SHORT / 3) {
      return Optional.empty();
    }
    String all = page.text().toLowerCase(Locale.ROOT);
    boolean asks = all.length() < SHORT && SCRIPT_WORDS.matcher(all).find();
    boolean emptyRoot =
        shown.isBlank()
            && page.selectFirst("#root:empty, #app:empty, #__next:empty, #main:empty") != null;
    return (asks && page.selectFirst("script") != null) || emptyRoot
        ? Optional.of(
            "the page is written by a script and holds no text without one; open another source, or"
                + " the data it loads")
        : Optional.empty();
  }
}
