package io.weir.replayer.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An export is its letter, to the byte. */
class ExportLineTest {

  private static final Instant NOW = Instant.parse("2026-11-24T22:00:00.123Z");

  private static final RecoveredRecord RECORD =
      new RecoveredRecord(
          new Coordinates(
              StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders").orElseThrow(),
              "shardId-000000000000",
              SequenceNumber.of("49678482485914992647128486738923578324892400478077321218")),
          "k\u00E9y \u001b[2J \"\n",
          Bytes.of(new byte[] {0, -1, 27, '[', '2', 'J'}),
          NOW.minusSeconds(60));

  private static Letter letter(Bytes body) {
    return new Letter(
        "m-1",
        Optional.of("receipt"),
        body,
        Optional.of(NOW.minusSeconds(30)),
        Optional.empty(),
        7,
        Attributes.NONE,
        LetterReader.read(body));
  }

  @Test
  void everyByteAndFieldComesBack() {
    for (Bytes body : Golden.all()) {
      Letter letter = letter(body);
      Bytes line = ExportLine.of(letter, "COMPLETE", List.of(RECORD), NOW);
      Letter back = LetterReader.readFromFile(line);
      assertThat(back.id()).isEqualTo("m-1");
      assertThat(back.body()).isEqualTo(body);
      assertThat(back.sentAt()).isEqualTo(letter.sentAt());
      assertThat(back.firstReceivedAt()).isEmpty();
      assertThat(back.receiveCount()).isEqualTo(7);
      assertThat(back.content())
          .isEqualTo(new ExportedLetter(NOW, letter.content(), "COMPLETE", List.of(RECORD)));
    }
  }

  @Test
  void anAliensBytesComeBackToo() {
    Bytes body = Bytes.of(new byte[] {-1, -2, 0, 'x'});
    Bytes line = ExportLine.of(letter(body), "MALFORMED", List.of(), NOW);
    assertThat(LetterReader.readFromFile(line).body()).isEqualTo(body);
  }

  @Test
  void aLineIsOneLineOfPrintableAscii() {
    Bytes line =
        ExportLine.of(letter(Golden.pointer("consumer")), "COMPLETE", List.of(RECORD), NOW);
    for (byte b : line.toArray()) {
      assertThat(b).isBetween((byte) 0x20, (byte) 0x7e);
    }
  }

  @Test
  void anExportOfAnExportHoldsTheOriginal() {
    Bytes inner =
        ExportLine.of(letter(Golden.pointer("consumer")), "COMPLETE", List.of(RECORD), NOW);
    Bytes outer = ExportLine.of(letter(inner), "COMPLETE", List.of(RECORD), NOW);
    assertThat(((ExportedLetter) LetterReader.read(outer)).original())
        .isEqualTo(LetterReader.read(Golden.pointer("consumer")));
  }

  @Test
  void aChangedPayloadIsNoticed() {
    String line =
        new String(
            ExportLine.of(letter(Golden.parked("empty")), "COMPLETE", List.of(RECORD), NOW)
                .toArray(),
            StandardCharsets.UTF_8);
    String changed = line.replace(RECORD.payload().base64(), Bytes.of(new byte[6]).base64());
    assertThat(LetterReader.read(Bytes.of(changed.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(
            new UnreadableMessage(
                UnreadableMessage.Kind.BROKEN_EXPORT,
                "records[0].data does not have the hash in sha256"));
  }
}
