package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.EventSettings;
import io.weir.event.Origin;
import io.weir.event.OriginTag;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.plan.Repairs.Result;
import io.weir.replayer.plan.repair.Fix;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A repair may change everything but who a record is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RepairsTest {

  private static final String ELSEWHERE = "orders/shardId-000000000009/5";

  private static Result repair(String filter, boolean raw, String payload) {
    return new Repairs(Fix.compile(filter, raw)).repair(Given.record(1, payload));
  }

  private static String why(Result result) {
    assertThat(result).isInstanceOf(Result.Bad.class);
    return ((Result.Bad) result).why();
  }

  /** A payload that was put to the stream again, from another place. */
  private static String tagged(String payload) {
    Origin origin = new Origin("orders", "shardId-000000000009", "5", Given.TIME);
    return StandardCharsets.UTF_8
        .decode(OriginTag.put(Given.bytes(payload).buffer(), origin))
        .toString();
  }

  @Test
  void anIdentityStandsWhereTheSettingsSay() {
    String poison = "{\"detail\":{\"id\":\"a\"},\"v\":1e999}";

    for (String scope : List.of("table", "partition-key")) {
      assertThat(byDetail(scope, ".v = 1", poison)).isEmpty();
      assertThat(byDetail(scope, ".detail.id = \"b\" | .v = 1", poison))
          .contains("the repair changes the eventId");
      assertThat(byDetail(scope, ".v = 1", "{\"eventId\":\"a\",\"v\":1e999}")).isEmpty();
      assertThat(byDetail(scope, ".detail.id = \"b\" | .v = 1", "{\"v\":1e999}"))
          .contains("the repair invents an eventId");
    }
  }

  private static String byDetail(String scope, String filter, String payload) {
    EventSettings settings =
        EventSettings.from(Map.of("EVENT_ID", "/detail/id,/id", "EVENT_ID_SCOPE", scope));
    Repairs repairs = new Repairs(Fix.compile(filter, false)).judgedBy(new Judge(settings));
    return repairs.repair(Given.record(1, payload)) instanceof Repairs.Result.Bad bad
        ? bad.why()
        : "";
  }

  @Test
  void aRepairedPayloadIsTheEventThatItWas() {
    assertThat(repair(". + \"}\"", true, "{\"eventId\":\"e1\""))
        .isInstanceOfSatisfying(
            Result.Good.class,
            good -> {
              assertThat(good.payload()).isEqualTo(Given.bytes("{\"eventId\":\"e1\"}"));
              assertThat(good.event().eventId()).isEqualTo("e1");
              assertThat(good.event().contentHash()).isEqualTo(good.payload().sha256());
            });
  }

  @Test
  void aPayloadThatIsANumberHasNoIdentityOfItsOwn() {
    assertThat(repair("\"{\\\"n\\\":\" + . + \"}\"", true, "7")).isInstanceOf(Result.Good.class);
  }

  @Test
  void aRecordWithoutAnIdentityOfItsOwnKeepsThatOfItsPlace() {
    assertThat(repair(". + \"}\"", true, "{\"n\":1"))
        .isInstanceOfSatisfying(
            Result.Good.class, good -> assertThat(good.event().eventId()).isEqualTo(Given.name(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ".eventId = \"other\" | {\"eventId\":\"e1\"}        | changes the eventId",
        "del(.eventId)        | {\"eventId\":\"e1\"}        | changes the eventId",
        ".eventId += \"x\"     | {\"eventId\":\"e1\"}        | changes the eventId",
        ".eventId = \"new\"   | {\"n\":1}                   | invents an eventId",
        ".eventId = \"new\"   | {\"nested\":{\"n\":1}}      | invents an eventId",
        "{eventId: .[0]}      | [\"x\"]                     | invents an eventId"
      })
  void anIdentityIsNeitherChangedNorInventedNorLost(String filter, String payload, String why) {
    assertThat(why(repair(filter, false, payload))).contains(why);
  }

  @Test
  void anIdentityThatTheBrokenPayloadOnlyMentionsMayBecomeReadable() {
    assertThat(repair(". + \"}\"", true, "{\"n\":1,\"eventId\":\"e1\""))
        .isInstanceOfSatisfying(
            Result.Good.class, good -> assertThat(good.event().eventId()).isEqualTo("e1"));
    assertThat(repair(".eventId |= tostring", false, "{\"eventId\":17}"))
        .isInstanceOf(Result.Good.class);
  }

  @Test
  void anOriginTagIsNotLost() {
    String tagged = tagged("{\"n\":1}");
    assertThat(repair(".", true, tagged))
        .isInstanceOfSatisfying(
            Result.Good.class, good -> assertThat(good.event().eventId()).isEqualTo(ELSEWHERE));
    assertThat(why(repair("del(.[\"weir:origin\"])", false, tagged))).contains("weir:origin");
    assertThat(why(repair("\"{\\\"n\\\":1}\"", true, tagged + "#"))).contains("weir:origin");
  }

  @Test
  void anOriginTagIsNeitherChangedNorInvented() {
    String other = tagged("{\"n\":1}").replace("\"5\"", "\"6\"");
    assertThat(why(repair("sub(\"\\\"5\\\"\"; \"\\\"6\\\"\")", true, tagged("{\"n\":1}"))))
        .contains("changes weir:origin");
    Fix forging = Fix.compile("\"" + other.replace("\"", "\\\"") + "\"", true);
    assertThat(why(new Repairs(forging).repair(Given.record(1, "{\"n\":1"))))
        .contains("invents weir:origin");
  }

  @Test
  void anOriginTagWithWhiteSpaceMayBePutRight() {
    assertThat(repair(".", false, tagged("{\"n\":1}").replace(":[", ": [")))
        .isInstanceOfSatisfying(
            Result.Good.class, good -> assertThat(good.event().eventId()).isEqualTo(ELSEWHERE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ".                  | [1]                        | still NOT_AN_OBJECT after the repair",
        ".n                 | {\"n\":5}                  | still NOT_AN_OBJECT after the repair",
        "empty              | {}                         | yields nothing",
        ".,.                | {}                         | more than one value",
        "error(\"secret\")  | {\"a\":\"secret\"}         | fails on this payload"
      })
  void whatIsNoEventAfterTheRepairIsNoRepair(String filter, String payload, String why) {
    assertThat(why(repair(filter, false, payload))).contains(why).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{eventId: \"other\"} | {\"eventId\":\"\u6e29-\ud83d\ude00\",\"a\":1 | changes the eventId",
        "{eventId: \"other\"} | {\"eventId\": \"e1\" \"a\":1             | changes the eventId",
        "{eventId: \"other\"} | {\"eventId\":17,\"a\":              | changes the eventId",
        "{n: 1}               | {\"eventId\":\"e1\",                 | changes the eventId",
        "{eventId: \"b\"}     | {\"eventId\":\"a\",\"eventId\":\"b\"}  | cannot be read",
        "{eventId: \"e1\"}    | {\"eventId\":\"e1                   | cannot be read",
        "{eventId: \"e1\"}    | {'eventId':\"e1\"}                 | cannot be read",
        "{eventId: \"x\"}     | eyJldmVudElkIjoieCJ9              | invents an eventId",
        "fromjson|fromjson|.eventId=\"x\" | \"{\\\"eventId\\\":\\\"e1\\\"}\" | changes the eventId"
      })
  void anIdentityThatTheTextNamesIsKeptThoughTheTextCannotBeParsed(String line) {
    String[] parts = line.split("\\s+\\|\\s+", -1);
    assertThat(why(repair(parts[0], true, parts[1]))).contains(parts[2]);
  }

  @Test
  void theFilterIsNotedAsItWasCompiled() {
    assertThat(new Repairs(Fix.compile(".a", true)).filter()).isEqualTo("raw .a");
  }

  @Test
  void anIdentityInLatin1ElsewhereIsStillTheUtf8ThatItWas() {
    byte[] text = "{\"eventId\":\"\u6e29\",\"a\":\"#\"".getBytes(StandardCharsets.UTF_8);
    text[text.length - 2] = (byte) 0xe9;
    Result result =
        new Repairs(Fix.compile(". + \"}\"", true)).repair(Given.record(1, Bytes.of(text)));
    assertThat(why(result)).contains("changes the eventId");
  }

  @Test
  void aDocumentThatWasEncodedTwiceKeepsItsIdentity() {
    assertThat(repair("fromjson", false, "\"{\\\"eventId\\\":\\\"e1\\\"}\""))
        .isInstanceOfSatisfying(
            Result.Good.class, good -> assertThat(good.event().eventId()).isEqualTo("e1"));
    assertThat(repair(".[0]", false, "[{\"eventId\":\"e1\"}]")).isInstanceOf(Result.Good.class);
  }

  @Test
  void aNewIdentityMustBeNamedAndIsNoted() {
    Fix fix = Fix.compile("{eventId: \"e2\"}", true);
    Repairs named = new Repairs(fix, Optional.of("e2"));
    assertThat(named.repair(Given.record(1, "{\"eventId\":\"e1")))
        .isInstanceOfSatisfying(
            Result.Good.class,
            good -> assertThat(good.what()).isEqualTo("repaired, with the new identity e2"));
    assertThat(named.filter()).isEqualTo("raw {eventId: \"e2\"} --new-identity e2");
    assertThat(why(new Repairs(fix, Optional.of("e3")).repair(Given.record(1, "{\"eventId\":"))))
        .contains("--new-identity");
    // What can be read is never changed.
    assertThat(why(named.repair(Given.record(1, "{\"eventId\":\"e1\"}"))))
        .contains("changes the eventId");
  }

  @Test
  void whatADocumentNestsIsNoIdentityOfItsOwn() {
    assertThat(repair(".", true, "{\"nested\":{\"eventId\":\"x\"}}"))
        .isInstanceOfSatisfying(
            Result.Good.class, good -> assertThat(good.event().eventId()).isEqualTo(Given.name(1)));
  }

  @Test
  void anEmptyIdentityIsNoneInADocumentAndCannotBeReadInAText() {
    assertThat(repair("del(.eventId)", false, "{\"eventId\":\"\"}"))
        .isInstanceOf(Result.Good.class);
    assertThat(why(repair("\"{}\"", true, "{\"eventId\":\"\",")))
        .contains("which eventId it had cannot be read");
  }

  @Test
  void anIdentityBehindOneThatIsNoTextIsSeen() {
    for (String first : List.of("{\"eventId\":\"inner\"}", "[1]", "null")) {
      assertThat(
              why(
                  repair(
                      "\"{\\\"eventId\\\":\\\"e1\\\"}\"",
                      true,
                      "{\"eventId\":%s,\"eventId\":\"e1\"}".formatted(first))))
          .as(first)
          .contains("which eventId it had cannot be read");
    }
  }
}
