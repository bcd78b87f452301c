package io.weir.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Numbers;
import io.weir.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of keys as bytes. */
class KeyBytesTest {

  @Test
  void numbersKeepTheirOrder() {
    List<String> ordered =
        List.of(
            "-9.9999999999999999999999999999999999999E125",
            "-100.5",
            "-100",
            "-99.99",
            "-1",
            "-0.5",
            "-1E-130",
            "0",
            "1E-130",
            "0.05",
            "0.5",
            "1",
            "1.01",
            "1.1",
            "9",
            "10",
            "99.99",
            "100",
            "12345678901234567890123456789012345678",
            "9.9999999999999999999999999999999999999E125");

    assertOrdered(ordered.stream().map(it -> (Value) number(it)).toList());
  }

  @Test
  void randomNumbersKeepTheirOrder() {
    Random random = new Random(7);
    List<Value.N> numbers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      numbers.add(number(random.nextInt(-2000, 2000) + "E" + random.nextInt(-20, 20)));
    }
    numbers.sort((a, b) -> a.number().compareTo(b.number()));

    for (int i = 1; i < numbers.size(); i++) {
      int order = compare(numbers.get(i - 1), numbers.get(i));
      boolean same = numbers.get(i - 1).equals(numbers.get(i));
      assertThat(Integer.signum(order)).isEqualTo(same ? 0 : -1);
    }
  }

  @Test
  void stringsAndBytesKeepTheirOrderThoughTheyHaveZeros() {
    assertOrdered(List.of(text(""), text("\0"), text("\0\0"), text("\0a"), text("a"), text("a\0")));
    assertOrdered(List.of(text("a"), text("ab"), text("b"), text("\uFF61"), text("😀")));
    assertOrdered(List.of(bytes(), bytes(0), bytes(0, 255), bytes(1), bytes(255), bytes(255, 0)));
  }

  @Test
  void noKeyIsTakenForTheBeginningOfAnother() {
    KeyLayout layout = new KeyLayout(new KeySchema(List.of("h"), List.of("r")), null);
    byte[] partition = layout.partition(List.of(text("a"))).bytes();
    byte[] inside = Objects.requireNonNull(layout.keyOf(item("a", "x")));
    byte[] outside = Objects.requireNonNull(layout.keyOf(item("a\0", "x")));

    assertThat(startsWith(inside, partition)).isTrue();
    assertThat(startsWith(outside, partition)).isFalse();
  }

  @Test
  void segmentsCoverEachKeyOnce() {
    for (int segments : new int[] {1, 2, 3, 7, 1000}) {
      byte[] end = View.Range.segment(0, segments).from();
      assertThat(end).isNull();
      for (int segment = 1; segment < segments; segment++) {
        View.Range before = View.Range.segment(segment - 1, segments);
        View.Range range = View.Range.segment(segment, segments);
        assertThat(range.from()).isEqualTo(before.to());
      }
      assertThat(View.Range.segment(segments - 1, segments).to()).isNull();
    }
  }

  @Test
  void whatIsAfterAPrefixIsAfterAllThatBeginWithIt() {
    assertThat(KeyBytes.after(new byte[] {1, 2})).isEqualTo(new byte[] {1, 3});
    assertThat(KeyBytes.after(new byte[] {1, -1})).isEqualTo(new byte[] {2});
    assertThat(KeyBytes.after(new byte[] {-1, -1})).isNull();
  }

  private static void assertOrdered(List<Value> values) {
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < values.size(); j++) {
        assertThat(Integer.signum(compare(values.get(i), values.get(j))))
            .as(values.get(i) + " and " + values.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  private static int compare(Value left, Value right) {
    return KeyBytes.ORDER.compare(
        new KeyBytes().add(left).bytes(), new KeyBytes().add(right).bytes());
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static Item item(String hash, String range) {
    return Item.of(Map.of("h", text(hash), "r", text(range)));
  }

  private static Value.N number(String text) {
    return new Value.N(Numbers.parse(text));
  }

  private static Value text(String text) {
    return new Value.S(text);
  }

  private static Value bytes(int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return new Value.B(content);
  }
}
