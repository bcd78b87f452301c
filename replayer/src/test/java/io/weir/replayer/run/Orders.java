package io.weir.replayer.run;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All orders of the effects of two processes, as a graph of the points at which either may have the
 * next one.
 *
 * <p>The orders are a tree with more leaves than a test can visit. But two points with the same
 * state have the same future; so each is visited once, and both ways from it are taken once. How
 * many orders that stands for is the number of paths through the graph.
 */
final class Orders {

  private static final Point END = new Point();

  private final Point start = new Point();
  private final Map<String, Point> points = new HashMap<>();
  private final Deque<Walk> open = new ArrayDeque<>();

  Orders() {
    open.add(new Walk(start, 0, List.of()));
  }

  /** What comes next if the process that works goes on (0), and if the other takes over (1). */
  private static final class Point {
    private final @Nullable Point[] next = new Point[2];
  }

  /** Returns an order that has something new in it, until there is none. */
  @Nullable Walk next() {
    return open.pollLast();
  }

  /** Returns how many different points there are. */
  int points() {
    return points.size();
  }

  /** Returns how many orders there are, when all of them have been walked. */
  BigInteger count() {
    return count(start.next[0], new IdentityHashMap<>());
  }

  private static BigInteger count(@Nullable Point point, Map<Point, BigInteger> known) {
    if (point == END) {
      return BigInteger.ONE;
    }
    if (point == null) {
      throw new IllegalStateException("a way that nobody has taken");
    }
    BigInteger count = known.get(point);
    if (count == null) {
      count = count(point.next[0], known).add(count(point.next[1], known));
      known.put(point, count);
    }
    return count;
  }

  static String digest(String... texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One order: a known beginning, one new turn, and from there on no process takes over. */
  final class Walk {

    private final List<Boolean> known;
    private final List<Boolean> turns = new ArrayList<>();
    private @Nullable Point from;
    private int way;

    private Walk(Point from, int way, List<Boolean> known) {
      this.from = from;
      this.way = way;
      this.known = known;
    }

    /**
     * Says at a point whether the other one takes over.
     *
     * @param state of everything that the future depends on
     */
    boolean turn(Supplier<String> state) {
      boolean other = turns.size() < known.size() && known.get(turns.size());
      if (turns.size() >= known.size()) {
        arrive(digest(state.get()));
      }
      turns.add(other);
      return other;
    }

    /** Goes on from a new point; behind one that is known there is nothing new. */
    private void arrive(String state) {
      Point before = points.get(state);
      Point point = before == null ? new Point() : before;
      leadsTo(point);
      if (before == null) {
        points.put(state, point);
        List<Boolean> taken = new ArrayList<>(turns);
        taken.add(true);
        open.add(new Walk(point, 1, taken));
        from = point;
        way = 0;
      }
    }

    /** Tells whether another walk has gone on from where this one has come to. */
    boolean isKnown() {
      return from == null;
    }

    private void leadsTo(Point point) {
      if (from != null) {
        from.next[way] = point;
        from = null;
      }
    }

    /** Nothing follows. */
    void end() {
      leadsTo(END);
    }
  }
}
