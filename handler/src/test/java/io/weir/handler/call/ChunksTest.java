package io.weir.handler.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How a list is cut for a batch operation. */
class ChunksTest {

  @Test
  void holdNoMoreEntriesThanAllowed() {
    assertThat(new Chunks(2, 100).cut(List.of(1, 1, 1, 1, 1).iterator(), i -> i))
        .toIterable()
        .containsExactly(List.of(1, 1), List.of(1, 1), List.of(1));
  }

  @Test
  void holdNoMoreBytesThanAllowed() {
    assertThat(new Chunks(9, 10).cut(List.of(4, 6, 1, 10, 3).iterator(), i -> i))
        .toIterable()
        .containsExactly(List.of(4, 6), List.of(1), List.of(10), List.of(3));
  }

  @Test
  void letAnEntryThatIsTooLargeGoAlone() {
    assertThat(new Chunks(9, 10).cut(List.of(1, 99, 1).iterator(), i -> i))
        .toIterable()
        .containsExactly(List.of(1), List.of(99), List.of(1));
  }

  @Test
  void areNoneForNothing() {
    assertThat(new Chunks(9, 10).cut(List.<Integer>of().iterator(), i -> i)).toIterable().isEmpty();
  }
}
