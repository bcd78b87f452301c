package io.weir.replayer.recover;

import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.StreamArn;
import java.util.List;

/** The fake keeps the contract, so that what is proved with it holds for Kinesis. */
class FakeStreamTest extends StreamReaderContract {

  private final FakeStream fake = new FakeStream();
  private final List<RecoveredRecord> records = fake.put(SHARD, 5);

  @Override
  protected StreamReader reader() {
    return fake;
  }

  @Override
  protected StreamArn stream() {
    return FakeStream.ARN;
  }

  @Override
  protected List<RecoveredRecord> records() {
    return records;
  }
}
