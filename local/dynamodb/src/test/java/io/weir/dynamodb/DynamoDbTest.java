package io.weir.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine as the wire sees it. */
class DynamoDbTest {

  private static final String PREFIX = "DynamoDB_20120810.";

  private final DynamoDb engine = new Caller().engine();

  @Test
  void whatIsNoRequestIsRefusedByTheLayerThatReads() {
    assertThat(type(PREFIX + "ListTables", "{")).isEqualTo("SerializationException");
    assertThat(type(PREFIX + "ListTables", "[]")).isEqualTo("SerializationException");
    assertThat(type(PREFIX + "ListTables", "")).isEqualTo("SerializationException");
    assertThat(type(PREFIX + "ListTables", "{} {}")).isEqualTo("SerializationException");
    assertThat(type(PREFIX + "ListTables", "{\"a\":" + "[".repeat(5000)))
        .isEqualTo("SerializationException");
    assertThat(type(PREFIX + "ListTables", "{\"Limit\":\"x\"}"))
        .isEqualTo("SerializationException");
    assertThat(type(PREFIX + "Nonsense", "{}")).isEqualTo("UnknownOperationException");
    assertThat(type("Other.ListTables", "{}")).isEqualTo("UnknownOperationException");
    assertThat(engine.handle(null, new byte[0]).succeeded()).isFalse();
  }

  @Test
  void aBodyHasAtMost16Megabytes() {
    byte[] body = new byte[DynamoDb.MAX_BODY + 1];

    assertThat(engine.handle(PREFIX + "ListTables", body).status()).isEqualTo(413);
  }

  @Test
  void errorsNameTheirTypeWithItsNamespace() {
    Answer missing = engine.call("DescribeTable", Caller.json("{TableName:'none'}"));

    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.body())
        .isEqualTo(
            Caller.json(
                "{__type:'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',message:'Requested"
                    + " resource not found: Table: none not found'}"));
    assertThat(missing.errorType()).hasValue("ResourceNotFoundException");
  }

  @Test
  void checksumsAreThoseOfTheBytes() {
    assertThat(Answer.checksum("{}".getBytes(UTF_8))).isEqualTo(2745614147L);
  }

  @Test
  void theSameCallsGetTheSameAnswersEachTime() {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Caller caller = new Caller().withTable("table", true);
      for (int j = 0; j < 20; j++) {
        caller.put("table", "{pk:{S:'p%d'},sk:{S:'s'}}".formatted(j));
      }
      answers.add(
          caller.done("DescribeTable", "{TableName:'table'}").toString()
              + caller.done("Scan", "{TableName:'table'}"));
    }

    assertThat(answers.get(0)).isEqualTo(answers.get(1)).contains("TableId");
  }

  private String type(String target, String body) {
    return engine.handle(target, body.getBytes(UTF_8)).errorType().orElse("none");
  }
}
