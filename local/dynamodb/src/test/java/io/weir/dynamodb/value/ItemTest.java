package io.weir.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.dynamodb.error.DynamoDbException;
import org.junit.jupiter.api.Test;

/** Sizes and forms of items. */
class ItemTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EACH_TYPE =
      """
      {"s":{"S":"é€😀"},"n":{"N":"-12.5"},"b":{"B":"AAEC"},"t":{"BOOL":true},"f":{"BOOL":false},
       "z":{"NULL":true},"l":{"L":[{"S":"a"},{"L":[]}]},"m":{"M":{"x":{"N":"1"},"y":{"M":{}}}},
       "ss":{"SS":["a","b"]},"ns":{"NS":["1","1000000000000"]},"bs":{"BS":["AA==","/w=="]}}
      """;

  @Test
  void eachTypeIsWrittenAsItWasRead() throws JsonProcessingException {
    assertThat(ValueJson.write(item(EACH_TYPE))).isEqualTo(JSON.readTree(EACH_TYPE));
  }

  @Test
  void packingKeepsEachType() throws JsonProcessingException {
    Item item = item(EACH_TYPE);

    Item again = Packed.unpack(Packed.pack(item));

    assertThat(again).isEqualTo(item);
    assertThat(again.attributes().keySet()).containsExactlyElementsOf(item.attributes().keySet());
  }

  @Test
  void packedItemsAreLittleLargerThanDynamoDbCounts() throws JsonProcessingException {
    Item item =
        item(
            "{\"pk\":{\"S\":\""
                + "k".repeat(40)
                + "\"},\"payload\":{\"S\":\""
                + "x".repeat(400)
                + "\"}}");

    assertThat(Packed.pack(item)).hasSizeLessThan(item.size() + 20);
  }

  @Test
  void sizesAreThoseOfTheDeveloperGuide() throws JsonProcessingException {
    assertThat(item("{\"ab\":{\"S\":\"é\"}}").size()).isEqualTo(2 + 2);
    assertThat(item("{\"a\":{\"S\":\"😀\"}}").size()).isEqualTo(1 + 4);
    assertThat(item("{\"a\":{\"BOOL\":true},\"b\":{\"NULL\":true}}").size()).isEqualTo(2 + 2);
    assertThat(item("{\"a\":{\"B\":\"AAEC\"}}").size()).isEqualTo(1 + 3);
    assertThat(item("{\"a\":{\"L\":[{\"S\":\"x\"}]}}").size()).isEqualTo(1 + 3 + 1 + 1);
    assertThat(item("{\"a\":{\"M\":{\"k\":{\"S\":\"x\"}}}}").size()).isEqualTo(1 + 3 + 1 + 2);
    assertThat(item("{\"a\":{\"SS\":[\"x\",\"yz\"]}}").size()).isEqualTo(1 + 3);
  }

  @Test
  void valuesNestTo32Levels() throws JsonProcessingException {
    assertThat(ValueJson.read(nested(31))).isInstanceOf(Value.L.class);
    assertThatThrownBy(() -> ValueJson.read(nested(32)))
        .hasMessage("Nesting Levels have exceeded supported limits");
  }

  @Test
  void invalidValuesAreNamedAsByAws() {
    refused(
        "{\"SS\":[]}",
        "One or more parameter values were invalid: An string set  may not be empty");
    refused(
        "{\"NS\":[]}",
        "One or more parameter values were invalid: An number set  may not be empty");
    refused(
        "{\"BS\":[]}",
        "One or more parameter values were invalid: Binary sets should not be empty");
    refused(
        "{\"SS\":[\"a\",\"b\",\"a\"]}",
        "One or more parameter values were invalid: Input collection [a, b, a] contains"
            + " duplicates.");
    refused("{\"NS\":[\"1\",\"1.0\"]}", "Input collection contains duplicates");
    refused(
        "{\"NULL\":false}",
        "One or more parameter values were invalid: Null attribute value types must have the value"
            + " of true");
    refused(
        "{}",
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    refused(
        "{\"S\":\"a\",\"N\":\"1\"}",
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
            + " supported datatypes");
    refused("{\"S\":1}", "NUMBER_VALUE cannot be converted to String");
    refused("{\"BOOL\":\"true\"}", "STRING_VALUE cannot be converted to Boolean");
  }

  @Test
  void stringsAreOrderedByTheirBytes() {
    Value last = new Value.S("\uFF61");
    Value pair = new Value.S("😀");

    assertThat(Order.compare(last, pair)).hasValue(-1);
    assertThat("\uFF61".compareTo("😀")).isPositive();
    assertThat(Order.compare(new Value.S("a"), new Value.S("ab")).orElseThrow()).isNegative();
    assertThat(Order.compare(new Value.S("1"), Value.NULL)).isEmpty();
  }

  private static JsonNode nested(int lists) {
    String text = "{\"L\":[".repeat(lists) + "{\"S\":\"x\"}" + "]}".repeat(lists);
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Item item(String json) throws JsonProcessingException {
    return ValueJson.readItem(JSON.readTree(json));
  }

  private static void refused(String json, String message) {
    assertThatThrownBy(() -> ValueJson.read(JSON.readTree(json)))
        .isInstanceOf(DynamoDbException.class)
        .hasMessage(message);
  }
}
