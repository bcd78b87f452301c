package io.weir.chaos.simulate;

import static io.weir.chaos.simulate.Draw.plain;

import io.weir.chaos.simulate.Damage.Members;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers that a filter computes with: each digit counts. */
final class NumberDamages {

  private static final String KEEP = "1.10,-0,1e5,0.1234567890123456789,";
  private static final BigDecimal LARGE = new BigDecimal("1e100");

  private NumberDamages() {}

  static final List<Damage> ALL =
      List.of(
          Damage.listed("digits", ".", NumberDamages::digits),
          Damage.listed(
              "arithmetic",
              ".sum = .a + .b | .difference = .a - .b | .product = .a * .b | .eighth = .a / 8"
                  + " | .rest = .c % 97 | .more = .a + 1.5 | .c += 12345678901",
              NumberDamages::arithmetic),
          Damage.listed(
              "order",
              ".order = [.a == .b, .a != .b, .a < .b, .a <= .b, .a > .b, .a >= .b]",
              NumberDamages::order),
          Damage.listed("scale", ".w = .a * 1e50 | .v = .a / 1e50", NumberDamages::scale),
          Damage.listed(
              "steps",
              ".r = [range(.a; .b; .c)] + [range(.d)] + [range(1; .d)]",
              NumberDamages::steps),
          Damage.listed(
              "integral", ".r = [.a | floor, ceil, round, trunc]", NumberDamages::integral),
          Damage.listed(
              "total", ".total = (.items | map(.price * .count) | add)", NumberDamages::total),
          Damage.listed(
              "sorted",
              ".l |= sort | .m = (.l | [min, max]) | .u = (.l + .l | unique)"
                  + " | .f = (.l[0] < infinite) | .k = (.l | map(length))",
              NumberDamages::sorted),
          Damage.listed(
              "places",
              ".a = .l[.at] | .b = .l[1:.to] | .c = [limit(.to; .l[])] | .s = .t * 2"
                  + " | .at as $i | .e = (.l | index($i))",
              NumberDamages::places),
          Damage.listed(
              "same",
              ".s = (.l | index(.[1:])) | .i = (.l | contains([.[0]])) | .l -= [.l[0]]",
              NumberDamages::same),
          Damage.listed("read", ".l |= map(tonumber)", NumberDamages::read),
          Damage.object(
              "written",
              ".a |= tojson | .b |= tostring | .c = \"\\(.d) of \\([.d])\"",
              NumberDamages::written),
          Damage.refused(
              "thirds",
              ".a / 3",
              "the quotient has no last digit",
              it -> "\"a\":" + (1 + 3 * it.below(9))),
          Damage.refused(
              "by-zero", ".a /= (.b - .b)", "fails on this payload", NumberDamages::pair),
          Damage.refused("rest-of-zero", ".a %= (.b - .b)", "fails", NumberDamages::pair),
          Damage.refused("endless", ".w = infinite", "JSON does not have", NumberDamages::pair),
          Damage.refused(
              "rounded-order",
              ".w = ([.a, .b] | sort)",
              "nothing may be rounded",
              it -> "\"a\":%s,\"b\":1".formatted(it.large().setBit(0))),
          Damage.refused(
              "rounded-sign",
              ".w = -.a",
              "nothing may be rounded",
              it -> "\"a\":%s".formatted(it.large().setBit(0))),
          Damage.refused(
              "rounded-place",
              ".w = [.a, .b][.a:]",
              "nothing may be rounded",
              it -> "\"a\":1e%d,\"b\":2.5".formatted(400 + it.below(100))),
          Damage.refused(
              "too-many-places",
              ".a + 1",
              "too large for it",
              it -> "\"a\":%se%d".formatted(it.coin() ? "1" : "-3.5", 20_000 + it.below(100))),
          Damage.refused(
              "too-many-digits",
              ".a | [limit(9; recurse(. * .))] | last",
              "too large for it",
              it -> "\"a\":" + it.digits(900)),
          Damage.refused("no-number", ".a |= floor", "fails", it -> "\"a\":\"" + it.word() + "\""),
          Damage.refused(
              "no-numeral",
              ".a |= tonumber",
              "fails on this payload",
              it -> "\"a\":\"" + (it.coin() ? "0x10" : "1e9999999") + "\""));

  private static String pair(Draw draw) {
    return "\"a\":%s,\"b\":%s".formatted(draw.decimal(), draw.decimal());
  }

  private static Members digits(Draw draw) {
    String keep = "\"keep\":[%s%s,-%s.50]".formatted(KEEP, draw.digits(38), draw.digits(20));
    return new Members(keep, keep);
  }

  private static Members arithmetic(Draw draw) {
    BigDecimal a = new BigDecimal(new BigInteger(draw.digits(19 + draw.below(4))), draw.below(4));
    BigDecimal b = new BigDecimal(new BigInteger(draw.digits(9)), draw.below(5)).negate();
    BigInteger c = draw.coin() ? draw.large() : draw.large().negate();
    String both = "\"a\":%s,\"b\":%s,\"c\":".formatted(a.toPlainString(), b.toPlainString());
    String results =
        ",\"sum\":%s,\"difference\":%s,\"product\":%s,\"eighth\":%s,\"rest\":%s,\"more\":%s"
            .formatted(
                plain(a.add(b)),
                plain(a.subtract(b)),
                plain(a.multiply(b)),
                plain(a.multiply(new BigDecimal("0.125"))),
                plain(new BigDecimal(c.remainder(BigInteger.valueOf(97)))),
                plain(a.add(new BigDecimal("1.5"))));
    BigInteger more = c.add(BigInteger.valueOf(12_345_678_901L));
    return new Members(both + c, both + more + results);
  }

  private static Members order(Draw draw) {
    BigInteger a = draw.large();
    BigInteger b = a.add(BigInteger.valueOf(draw.below(3) - 1));
    int order = a.compareTo(b);
    String both = "\"a\":%s,\"b\":%s".formatted(a, draw.coin() ? b : b + ".0");
    return Members.and(
        both,
        ",\"order\":[%b,%b,%b,%b,%b,%b]"
            .formatted(order == 0, order != 0, order < 0, order <= 0, order > 0, order >= 0));
  }

  /** Where it has more than 64 places it is written with an exponent. */
  private static Members scale(Draw draw) {
    String a = draw.digits(3) + (draw.coin() ? "e50" : "");
    BigDecimal value = new BigDecimal(a);
    String w = exponent(value.scaleByPowerOfTen(50));
    String v = exponent(value.scaleByPowerOfTen(-50));
    return Members.and("\"a\":" + a, ",\"w\":" + w + ",\"v\":" + v);
  }

  private static String exponent(BigDecimal value) {
    BigDecimal least = value.stripTrailingZeros();
    return Math.abs(least.scale()) > 64 ? least.toString() : least.toPlainString();
  }

  private static Members steps(Draw draw) {
    BigDecimal a = new BigDecimal(draw.below(20)).movePointLeft(1);
    BigDecimal step = new BigDecimal(draw.below(5) - 2).multiply(new BigDecimal("0.25"));
    BigDecimal b = a.add(step.multiply(new BigDecimal(3 - draw.below(5))));
    int d = draw.below(4);
    List<String> all = new ArrayList<>();
    BigDecimal at = a;
    while (step.signum() > 0 ? at.compareTo(b) < 0 : step.signum() < 0 && at.compareTo(b) > 0) {
      all.add(plain(at));
      at = at.add(step);
    }
    for (int from = 0; from < 2; from++) {
      for (int i = from; i < d; i++) {
        all.add(String.valueOf(i));
      }
    }
    String both =
        "\"a\":%s,\"b\":%s,\"c\":%s,\"d\":%d"
            .formatted(plain(a), plain(b), step.toPlainString(), d);
    return Members.and(both, ",\"r\":[" + String.join(",", all) + "]");
  }

  private static Members integral(Draw draw) {
    BigDecimal a = new BigDecimal(draw.large(), 1);
    a = draw.coin() ? a : a.negate();
    String all =
        "%s,%s,%s,%s"
            .formatted(
                whole(a, RoundingMode.FLOOR),
                whole(a, RoundingMode.CEILING),
                whole(a, RoundingMode.HALF_UP),
                whole(a, RoundingMode.DOWN));
    return Members.and("\"a\":" + a.toPlainString(), ",\"r\":[" + all + "]");
  }

  private static String whole(BigDecimal value, RoundingMode mode) {
    return value.setScale(0, mode).toPlainString();
  }

  private static Members total(Draw draw) {
    BigDecimal total = BigDecimal.ZERO;
    List<String> items = new ArrayList<>();
    int count = 1 + draw.below(4);
    for (int i = 0; i < count; i++) {
      BigDecimal price = draw.decimal();
      int many = draw.below(1000);
      total = total.add(price.multiply(new BigDecimal(many)));
      items.add("{\"price\":%s,\"count\":%d}".formatted(price.toPlainString(), many));
    }
    return Members.and("\"items\":[" + String.join(",", items) + "]", ",\"total\":" + plain(total));
  }

  private static Members sorted(Draw draw) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      numbers.add(draw.below(100_000) - 50_000);
    }
    String in = numbers.stream().map(NumberDamages::quarter).collect(Collectors.joining(","));
    Collections.sort(numbers);
    String out = numbers.stream().map(NumberDamages::quarter).collect(Collectors.joining(","));
    String once =
        numbers.stream().distinct().map(NumberDamages::quarter).collect(Collectors.joining(","));
    String sizes =
        numbers.stream()
            .map(Math::abs)
            .map(NumberDamages::quarter)
            .collect(Collectors.joining(","));
    return new Members(
        "\"l\":[" + in + "]",
        "\"l\":[%s],\"m\":[%s,%s],\"u\":[%s],\"f\":true,\"k\":[%s]"
            .formatted(out, quarter(numbers.get(0)), quarter(numbers.get(2)), once, sizes));
  }

  private static String quarter(int number) {
    return plain(new BigDecimal(number).multiply(new BigDecimal("0.25")));
  }

  private static Members places(Draw draw) {
    int at = draw.below(3);
    int to = 1 + draw.below(3);
    List<String> list = List.of("0", "1.10", "2", "12345678901");
    String text = draw.word();
    String both =
        "\"l\":[%s],\"at\":%s,\"to\":%d,\"t\":\"%s\""
            .formatted(String.join(",", list), at, to, text);
    return Members.and(
        both,
        ",\"a\":%s,\"b\":[%s],\"c\":[%s],\"s\":\"%s\",\"e\":%s"
            .formatted(
                list.get(at),
                String.join(",", list.subList(1, to)),
                String.join(",", list.subList(0, to)),
                text + text,
                at == 1 ? "null" : String.valueOf(at)));
  }

  private static Members same(Draw draw) {
    String first = quarter(4_000_001 + draw.below(100));
    String second = draw.coin() ? first : quarter(draw.below(100));
    boolean equal = first.equals(second);
    return new Members(
        "\"l\":[%s,%s]".formatted(first, second),
        "\"l\":[%s],\"s\":%d,\"i\":true".formatted(equal ? "" : second, equal ? 0 : 1));
  }

  private static Members read(Draw draw) {
    String large = draw.large().toString();
    BigDecimal decimal = draw.decimal();
    return new Members(
        "\"l\":[\"%s\",\" %s\",1.10,\"1e5\"]".formatted(large, decimal.toPlainString()),
        "\"l\":[%s,%s,1.10,1e5]".formatted(large, decimal.toPlainString()));
  }

  /** More digits, and larger ones, than a table has numbers for. */
  private static Change written(Draw draw) {
    String a = draw.coin() ? LARGE.movePointRight(300).toString() : "-" + draw.digits(50);
    String b = draw.digits(39 + draw.below(20));
    String d = draw.decimal().toPlainString();
    String before = "{%s,\"a\":%s,\"b\":%s,\"d\":%s}".formatted(draw.head(), a, b, d);
    String after =
        "{%s,\"a\":\"%s\",\"b\":\"%s\",\"d\":%s,\"c\":\"%s of [%s]\"}"
            .formatted(draw.head(), a, b, d, d, d);
    return Change.of(before, after, draw.id());
  }
}
