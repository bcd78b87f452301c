package io.weir.dynamodb.partiql;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Numbers;
import io.weir.dynamodb.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value as a statement writes it: it may stand for parameters. */
@FunctionalInterface
interface Term {

  /** Returns the value, given the statement's parameters. */
  Value value(List<Value> parameters);

  /** Reads a value. */
  static Term parse(Words words, Parameters parameters) {
    Words.Word word = words.next();
    switch (word.kind()) {
      case STRING -> {
        Value text = new Value.S(word.text());
        return given -> text;
      }
      case NUMBER -> {
        Value number = new Value.N(Numbers.parse(word.text()));
        return given -> number;
      }
      case BARE -> {
        return keyword(words, word.text());
      }
      case SYMBOL -> {
        return words.deeper(() -> composed(words, word.text(), parameters));
      }
      default -> throw words.unexpected("expected a value");
    }
  }

  private static Term keyword(Words words, String text) {
    if (text.equalsIgnoreCase("true")) {
      return given -> Value.TRUE;
    }
    if (text.equalsIgnoreCase("false")) {
      return given -> Value.FALSE;
    }
    if (text.equalsIgnoreCase("null")) {
      return given -> Value.NULL;
    }
    throw words.unexpected("expected a value, not " + text);
  }

  private static Term composed(Words words, String symbol, Parameters parameters) {
    switch (symbol) {
      case "?" -> {
        int place = parameters.next();
        return given -> given.get(place);
      }
      case "{" -> {
        return map(words, parameters);
      }
      case "[" -> {
        List<Term> elements = elements(words, "]", parameters);
        return given -> new Value.L(values(elements, given));
      }
      case "<<" -> {
        List<Term> elements = elements(words, ">>", parameters);
        return given -> set(values(elements, given));
      }
      default -> throw words.unexpected("expected a value, not " + symbol);
    }
  }

  private static Term map(Words words, Parameters parameters) {
    Map<String, Term> entries = new LinkedHashMap<>();
    while (!words.skip("}")) {
      if (!entries.isEmpty()) {
        words.expect(",");
      }
      Words.Word name = words.next();
      if (name.kind() != Words.Kind.STRING) {
        throw words.unexpected("expected a name in single quotes");
      }
      words.expect(":");
      entries.put(name.text(), parse(words, parameters));
    }
    return given -> {
      Map<String, Value> values = new LinkedHashMap<>();
      entries.forEach((name, term) -> values.put(name, term.value(given)));
      return new Value.M(Collections.unmodifiableMap(values));
    };
  }

  /** Reads values up to a closing symbol. */
  static List<Term> elements(Words words, String end, Parameters parameters) {
    List<Term> elements = new ArrayList<>();
    while (!words.skip(end)) {
      if (!elements.isEmpty()) {
        words.expect(",");
      }
      elements.add(parse(words, parameters));
    }
    return elements;
  }

  private static List<Value> values(List<Term> terms, List<Value> given) {
    return terms.stream().map(it -> it.value(given)).toList();
  }

  private static Value set(List<Value> elements) {
    if (elements.isEmpty()) {
      throw DynamoDbException.validation("An empty set is not allowed");
    }
    Set<String> texts = new LinkedHashSet<>();
    Set<BigDecimal> numbers = new LinkedHashSet<>();
    Set<Value.B> binaries = new LinkedHashSet<>();
    for (Value element : elements) {
      if (element instanceof Value.S text) {
        texts.add(text.text());
      } else if (element instanceof Value.N number) {
        numbers.add(number.number());
      } else if (element instanceof Value.B binary) {
        binaries.add(binary);
      }
    }
    if (texts.size() == elements.size()) {
      return new Value.SS(Collections.unmodifiableSet(texts));
    }
    if (numbers.size() == elements.size()) {
      return new Value.NS(Collections.unmodifiableSet(numbers));
    }
    if (binaries.size() == elements.size()) {
      return new Value.BS(Collections.unmodifiableSet(binaries));
    }
    throw DynamoDbException.validation("A set holds different values of one type, S, N or B");
  }

  /** Counts the parameters of a statement in the order in which it names them. */
  final class Parameters {
    private int count;

    /** Returns the place of the next one. */
    int next() {
      return count++;
    }

    /** Returns how many there are. */
    int count() {
      return count;
    }
  }
}
