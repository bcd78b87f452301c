package io.weir.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
  void textThatIsNoUnicodeIsRefused() {
    String put = "{\"TableName\":\"table\",\"Item\":{\"pk\":{\"S\":\"%s\"}}}";

    for (String lone : List.of("\\ud800", "\\udc00", "\\udc00\\ud800", "a\\ud800a")) {
      assertThat(type(PREFIX + "PutItem", put.formatted(lone))).isEqualTo("SerializationException");
    }
    assertThat(type(PREFIX + "PutItem", put.formatted("\\ud83d\\ude00")))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void whatNestsDeeplyNeedsNoDeepStack() throws InterruptedException {
    List<String> types = new CopyOnWriteArrayList<>();
    String item = "{\"L\":[".repeat(450) + "]}".repeat(450);
    String parentheses = "(".repeat(2000) + "a = :a" + ")".repeat(2000);
    String nots = "NOT ".repeat(1000) + "a = :a";
    String lists = "[".repeat(2000) + "]".repeat(2000);
    String put = "{\"TableName\":\"table\",\"Item\":{\"pk\":%s}}";
    String scan =
        "{\"TableName\":\"table\",\"FilterExpression\":\"%s\",\"ExpressionAttributeValues\":{\":a\":{\"S\":\"\"}}}";
    String insert = "{\"Statement\":\"INSERT INTO \\\"table\\\" VALUE {'pk': %s}\"}";
    Runnable calls =
        () -> {
          types.add(type(PREFIX + "PutItem", put.formatted(item)));
          types.add(type(PREFIX + "Scan", scan.formatted(parentheses)));
          types.add(type(PREFIX + "Scan", scan.formatted(nots)));
          types.add(type(PREFIX + "ExecuteStatement", insert.formatted(lists)));
        };

    Thread small = new Thread(null, calls, "small", 160 * 1024);
    small.start();
    small.join();

    assertThat(types).hasSize(4).containsOnly("ValidationException");
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
