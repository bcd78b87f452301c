package io.weir.replayer.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text that is broken between words. */
class ParagraphTest {

  @Test
  void aLineIsFilledAndNoWordIsBroken() {
    assertThat(Paragraph.of("one two three four", 9)).containsExactly("one two", "three", "four");
    assertThat(Paragraph.of("one two", 7)).containsExactly("one two");
  }

  @Test
  void aWordThatIsTooLongHasALineForItself() {
    assertThat(Paragraph.of("a arn:aws:lambda:us-east-1 b", 8))
        .containsExactly("a", "arn:aws:lambda:us-east-1", "b");
  }

  @Test
  void noTextIsOneEmptyLine() {
    assertThat(Paragraph.of("", 8)).containsExactly("");
  }
}
