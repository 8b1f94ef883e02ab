package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>Just a moment...</title><p>a.example needs to review the security of your connection"
            + " before proceeding.</p>",
        "<p>Please verify you are human to go on.</p><div class='h-captcha'></div>",
        "<p>We and our partners use cookies and process personal data.</p><p>Read our cookie"
            + " policy.</p><button>Accept all</button><button>Reject all</button>",
        "<h1>Sign in</h1><form method=post><input name=u><input type=password name=p></form>",
        "<h1>Profits soar</h1><p>The first sentence.</p><div class='paywall-box'>Subscribe to continue"
            + " reading</div>",
        "<h1>Report</h1><iframe src='/files/report.pdf'></iframe>",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"
            + "<script src=/app.js></script>"
      })
  void recognisesPagesThatStandBeforeTheContent(String html) {
    Reading reading = read(html);

    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    assertThat(((Reading.Unreadable) reading).reason()).isEqualTo(Reading.Reason.SHELL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>How CAPTCHAs prove you are not a robot</title><p>Sites ask you to verify you are human."
            + " Cookies and a security check follow.</p>",
        "<h1>Contact</h1><p>Write to us.</p><form><input name=m><div class='g-recaptcha'></div></form>",
        "<h1>Why publishers ask readers to subscribe to continue reading</h1><p>A study.</p>",
        "<p>The tower is 330 m high.</p><div class=banner>We use cookies.<button>Accept</button></div>"
            + "<p>It was finished in 1889 and stands in Paris.</p><p>It is made of iron, as all know.</p>",
        "<h1>Forum</h1><p>" + LONG + "</p><form><input type=password></form>"
      })
  void leavesOrdinaryPagesAlone(String html) {
    assertThat(read(html)).isInstanceOf(Reading.Read.class);
  }

  @Test
  void namesTheFileThatAViewerFrames() {
    var reading = (Reading.Unreadable) read("<iframe src='/files/report.pdf'></iframe>");

    assertThat(reading.why()).contains("https://a.example/files/report.pdf");
  }

  private static final String LONG =
      "An ordinary paragraph that says something at length, about towers and bridges and how they were"
          + " built, who paid for them, who painted them and why they are still standing. An ordinary"
          + " paragraph that says something at length, about towers and bridges and how they were built,"
          + " who paid for them, who painted them and why they are still standing.";

  private static Reading read(String html) {
    return Reads.read(html.getBytes(StandardCharsets.UTF_8), "text/html", "https://a.example/p");
  }
}
