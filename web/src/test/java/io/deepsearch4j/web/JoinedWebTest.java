package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JoinedWebTest {
  private static final Query RIVERS = Query.of("rivers");
  private static final URI FILE = URI.create("file:///documents/a.txt");
  private static final URI PAGE = URI.create("https://a.example/");
  private static final Fetched FROM_FILE = new Fetched.Unreachable(FILE, 0, "from the folder");
  private static final Fetched FROM_PAGE = new Fetched.Unreachable(PAGE, 503, "from the net");

  @Test
  void mergesWhatItsPartsFind() {
    var web =
        joined(
            SearchProvidersTest.found("folder", FILE.toString()),
            SearchProvidersTest.found("live", PAGE.toString(), "https://b.example/"));

    assertThat(web.search(RIVERS))
        .isInstanceOfSatisfying(
            Searched.Found.class,
            found ->
                assertThat(found.hits())
                    .extracting(hit -> hit.rank() + " " + hit.url())
                    .containsExactly("1 " + FILE, "2 " + PAGE, "3 https://b.example/"));
  }

  @Test
  void findsWithOnePartWhatTheOtherCannot() {
    Searched found = SearchProvidersTest.found("folder", FILE.toString());

    var web = joined(found, new Searched.Throttled("live", Duration.ofSeconds(3)));

    assertThat(web.search(RIVERS)).isEqualTo(found);
  }

  @Test
  void doesNotSayNothingWherePartOfItIsBroken() {
    var web = joined(new Searched.Nothing("folder"), new Searched.Broken("live", "is down"));

    assertThat(web.search(RIVERS))
        .isEqualTo(
            new Searched.Broken("folder, live", "folder found nothing; live is broken: is down"));
  }

  @Test
  void opensAnAddressOnlyWithThePartThatIsResponsible() {
    var web = joined(new Searched.Nothing("folder"), new Searched.Nothing("live"));

    assertThat(web.open(FILE)).isEqualTo(FROM_FILE);
    assertThat(web.open(PAGE)).isEqualTo(FROM_PAGE);
    assertThat(web.open(URI.create("HTTPS://a.example/"))).isEqualTo(FROM_PAGE);
    assertThat(web.open(URI.create("ftp://a.example/")))
        .isInstanceOfSatisfying(
            Fetched.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Fetched.Reason.ADDRESS));
  }

  @Test
  void passesOnWhatNobodyNearCanMend() {
    Web failing =
        new Web() {
          @Override
          public Searched search(Query query) {
            throw new WebException("the disk is full");
          }

          @Override
          public Fetched open(URI url) {
            throw new WebException("the disk is full");
          }
        };
    var web = new JoinedWeb(List.of(JoinedWeb.Part.files(failing)));

    assertThatThrownBy(() -> web.search(RIVERS)).hasMessage("the disk is full");
  }

  @Test
  void stopsWhenItIsCancelled() {
    var never = new CountDownLatch(1);
    Web waiting =
        new Web() {
          @Override
          public Searched search(Query query) {
            try {
              never.await();
              throw new AssertionError("not interrupted");
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
              return new Searched.Nothing("waiting");
            }
          }

          @Override
          public Fetched open(URI url) {
            throw new AssertionError(url);
          }
        };
    var web = new JoinedWeb(List.of(JoinedWeb.Part.pages(waiting)));
    Thread.currentThread().interrupt();

    Searched searched = web.search(RIVERS);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(searched).isInstanceOf(Searched.Broken.class);
  }

  @Test
  void aRecordingAnswersOnlyWhatItHolds() {
    var web =
        new RecordedWeb(Map.of(RIVERS, new Searched.Nothing("tavily")), Map.of(PAGE, FROM_PAGE));

    assertThat(web.search(RIVERS)).isEqualTo(new Searched.Nothing("tavily"));
    assertThat(web.open(PAGE)).isEqualTo(FROM_PAGE);
    assertThat(web.search(Query.of("lakes"))).isInstanceOf(Searched.Broken.class);
    assertThat(web.open(FILE))
        .isInstanceOfSatisfying(
            Fetched.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Fetched.Reason.OFFLINE));
  }

  private static JoinedWeb joined(Searched folder, Searched live) {
    return new JoinedWeb(
        List.of(
            JoinedWeb.Part.files(new RecordedWeb(Map.of(RIVERS, folder), Map.of(FILE, FROM_FILE))),
            JoinedWeb.Part.pages(new RecordedWeb(Map.of(RIVERS, live), Map.of(PAGE, FROM_PAGE)))));
  }
}
