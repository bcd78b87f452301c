package io.weir.dynamodb.value;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One attribute value, of one of DynamoDB's ten types, named by their letters. Immutable. */
public sealed interface Value {

  /** Returns the letters that the JSON form names the type with. */
  String type();

  /** A string. */
  record S(String text) implements Value {
    @Override
    public String type() {
      return "S";
    }
  }

  /** A number, without trailing zeros. */
  record N(BigDecimal number) implements Value {
    @Override
    public String type() {
      return "N";
    }
  }

  /** Bytes, compared by content; a caller only reads the array. */
  record B(byte[] bytes) implements Value {
    @Override
    public String type() {
      return "B";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof B that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** True or false. */
  record Bool(boolean truth) implements Value {
    @Override
    public String type() {
      return "BOOL";
    }
  }

  /** The null value, which is not the same as no value. */
  record Null() implements Value {
    @Override
    public String type() {
      return "NULL";
    }
  }

  /** A list. */
  record L(List<Value> elements) implements Value {
    @Override
    public String type() {
      return "L";
    }
  }

  /** A map. */
  record M(Map<String, Value> entries) implements Value {
    @Override
    public String type() {
      return "M";
    }
  }

  /** A set of strings. */
  record SS(Set<String> texts) implements Value {
    @Override
    public String type() {
      return "SS";
    }
  }

  /** A set of numbers. */
  record NS(Set<BigDecimal> numbers) implements Value {
    @Override
    public String type() {
      return "NS";
    }
  }

  /** A set of bytes. */
  record BS(Set<B> binaries) implements Value {
    @Override
    public String type() {
      return "BS";
    }
  }

  /** The two values of type BOOL, and the one of type NULL. */
  Bool TRUE = new Bool(true);

  /** See {@link #TRUE}. */
  Bool FALSE = new Bool(false);

  /** See {@link #TRUE}. */
  Null NULL = new Null();
}
