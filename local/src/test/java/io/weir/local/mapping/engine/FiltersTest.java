package io.weir.local.mapping.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records a mapping's filters let through. */
class FiltersTest {

  private static final StreamIdentity STREAM =
      new StreamIdentity("arn:aws:kinesis:us-east-1:1:stream/s", "us-east-1", "role");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':{'city':['Oslo']}}                      | {'city':'Oslo'}    | true",
        "{'data':{'city':['Oslo']}}                      | {'city':'oslo'}    | false",
        "{'data':{'city':['Oslo','Bergen']}}             | {'city':'Bergen'}  | true",
        "{'data':{'city':[{'equals-ignore-case':'OSLO'}]}}| {'city':'oslo'}   | true",
        "{'data':{'city':[{'prefix':'Os'}]}}             | {'city':'Oslo'}    | true",
        "{'data':{'city':[{'suffix':'lo'}]}}             | {'city':'Oslo'}    | true",
        "{'data':{'city':[{'anything-but':['Oslo']}]}}   | {'city':'Bergen'}  | true",
        "{'data':{'city':[{'anything-but':['Oslo']}]}}   | {'city':'Oslo'}    | false",
        "{'data':{'city':[{'exists':true}]}}             | {'city':'Oslo'}    | true",
        "{'data':{'city':[{'exists':false}]}}            | {'city':'Oslo'}    | false",
        "{'data':{'city':[{'exists':false}]}}            | {'town':'Oslo'}    | true",
        "{'data':{'city':[null]}}                        | {'city':null}      | true",
        "{'data':{'city':['']}}                          | {'city':''}        | true",
        "{'data':{'t':[{'numeric':['>',20,'<=',30]}]}}   | {'t':22.5}         | true",
        "{'data':{'t':[{'numeric':['=',22.5]}]}}         | {'t':30}           | false",
        "{'data':{'a':['x'],'b':['y']}}                  | {'a':'x','b':'z'}  | false",
        "{'data':{'$or':[{'a':['x']},{'b':['y']}]}}      | {'a':'q','b':'y'}  | true",
        "{'data':{'a':{'b':[1]}}}                        | {'a':{'b':1}}      | true",
        "{'data':{'a':['x']}}                            | no JSON            | false",
        "{'data':{'a':['x']}}                            | {'a':'x'} {'a':'x'} | false",
        "{'data':{'a':['x']}}                            | ''                 | false",
        "{'partitionKey':['k-1']}                        | no JSON            | true",
        "{'partitionKey':['k-2']}                        | {'a':'x'}          | false",
        "{'eventName':['aws:kinesis:record']}            | no JSON            | true",
        "{'partitionKey':['k-1'],'data':{'a':['x']}}     | {'a':'x'}          | true",
        "{'partitionKey':['k-2'],'data':{'a':['x']}}     | {'a':'x'}          | false"
      })
  void aPatternIsReadAsEventBridgeReadsIt(String pattern, String data, boolean accepted) {
    Filters filters = Filters.of(List.of(json(pattern)));

    assertThat(filters.accept("shard", record(json(data)), STREAM)).isEqualTo(accepted); // ESM-37
  }

  @Test
  void oneOfSeveralPatternsIsEnough() { // ESM-37
    Filters filters =
        Filters.of(List.of(json("{'data':{'a':['x']}}"), json("{'data':{'b':['y']}}")));

    assertThat(filters.accept("shard", record(json("{'b':'y'}")), STREAM)).isTrue();
    assertThat(filters.accept("shard", record(json("{'b':'x'}")), STREAM)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "5",
        "{'data':{'a':'x'}}",
        "{'data':{'a':[{'matches':'x'}]}}",
        "{'data':{'a':[{'wildcard':'x*'}]}}",
        "{'data':{'$or':[{'a':[{'cidr':'10.0.0.0/8'}]},{'b':[1]}]}}",
        "{'data':{'a':[{'numeric':['~',1]}]}}"
      })
  void whatLambdaDoesNotUnderstandIsRefusedInItsWords(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filters.of(List.of(json(pattern))))
        .withMessage("Invalid filter pattern definition.");
  }

  @Test
  void refusesAPatternThatIsTooLongAndOneTooMany() {
    String pattern = json("{'data':{'a':['x']}}");
    String tooLong = json("{'data':{'a':['" + "x".repeat(4_096) + "']}}");

    assertThatIllegalArgumentException().isThrownBy(() -> Filters.of(List.of(tooLong)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filters.of(Collections.nCopies(6, pattern)));
    assertThat(Filters.of(Collections.nCopies(5, pattern)).patterns()).hasSize(5);
  }

  @Test
  void theFunctionSeesWhatPassesUnchangedAndThePositionMovesPastTheRest() { // ESM-37
    Filters filters = Filters.of(List.of(json("{'data':{'a':['x']}}")));
    List<ShardRecord> input =
        List.of(
            record("1", json("{'a':  'x'}")),
            record("2", "no JSON"),
            record("3", json("{'a':'x'}")));

    VirtualLane lane =
        new VirtualLane(Settings.inBatchesOf(2, Settings.reporting(0)), Functions.reporting())
            .filtering(filters)
            .run(input);

    assertThat(lane.batches()).containsExactly(List.of("1", "3"));
    assertThat(lane.told()).isEmpty();
    assertThat(lane.counts().filtered()).isEqualTo(1);
    assertThat(lane.counts().finished()).isEqualTo(3);
    assertThat(lane.checkpoint()).contains(new Checkpoints.Checkpoint.Through("3"));
  }

  private static ShardRecord record(String data) {
    return record("1", data);
  }

  private static ShardRecord record(String number, String data) {
    return new ShardRecord(
        number,
        "k-1",
        ByteBuffer.wrap(data.getBytes(StandardCharsets.UTF_8)),
        Instant.parse("2026-09-19T09:00:00Z"));
  }

  private static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }
}
