package io.weir.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.dynamodb.Caller;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stream says of the changes of a table. */
class StreamsTest {

  private final Caller caller = new Caller().withTable("items", false);
  private String arn = "";

  @BeforeEach
  void stream() {
    arn =
        caller
            .done(
                "UpdateTable",
                "{TableName:'items',StreamSpecification:{StreamEnabled:true,StreamViewType:'NEW_AND_OLD_IMAGES'}}")
            .at("/TableDescription/LatestStreamArn")
            .asText();
  }

  @Test
  void changesComeInTheirOrderAndWhatChangesNothingDoesNot() {
    caller.put("items", "{pk:{S:'a'},n:{N:'1'}}");
    caller.put("items", "{pk:{S:'a'},n:{N:'1'}}");
    caller.put("items", "{pk:{S:'a'},n:{N:'2'}}");
    caller.done("DeleteItem", "{TableName:'items',Key:{pk:{S:'a'}}}");
    caller.done("DeleteItem", "{TableName:'items',Key:{pk:{S:'a'}}}");

    JsonNode records = records();

    assertThat(records.findValuesAsText("eventName")).containsExactly("INSERT", "MODIFY", "REMOVE");
    assertThat(records.at("/1/dynamodb/OldImage/n/N").asText()).isEqualTo("1");
    assertThat(records.at("/1/dynamodb/NewImage/n/N").asText()).isEqualTo("2");
    assertThat(records.at("/2/dynamodb").has("NewImage")).isFalse();
    assertThat(records.at("/2").has("userIdentity")).isFalse();
  }

  @Test
  void anExpiredItemIsTakenAwayByTheService() {
    caller.done(
        "UpdateTimeToLive",
        "{TableName:'items',TimeToLiveSpecification:{Enabled:true,AttributeName:'until'}}");
    caller.put(
        "items", "{pk:{S:'a'},until:{N:'%d'}}".formatted(caller.instant().getEpochSecond() + 10));
    caller.pass(Duration.ofSeconds(11));

    JsonNode removed = records().get(1);

    assertThat(removed.path("eventName").asText()).isEqualTo("REMOVE");
    assertThat(removed.path("userIdentity"))
        .isEqualTo(Caller.json("{type:'Service',principalId:'dynamodb.amazonaws.com'}"));
  }

  @Test
  void aChangeCanBeReadFor24Hours() {
    caller.put("items", "{pk:{S:'a'}}");
    caller.pass(Duration.ofHours(24));
    assertThat(records()).hasSize(1);
    caller.pass(Duration.ofSeconds(1));
    assertThat(records()).isEmpty();
  }

  private JsonNode records() {
    String shard =
        caller
            .done("DescribeStream", "{StreamArn:'%s'}".formatted(arn))
            .at("/StreamDescription/Shards/0/ShardId")
            .asText();
    String iterator =
        caller
            .done(
                "GetShardIterator",
                "{StreamArn:'%s',ShardId:'%s',ShardIteratorType:'TRIM_HORIZON'}"
                    .formatted(arn, shard))
            .path("ShardIterator")
            .asText();
    return caller.done("GetRecords", "{ShardIterator:'%s'}".formatted(iterator)).path("Records");
  }
}
