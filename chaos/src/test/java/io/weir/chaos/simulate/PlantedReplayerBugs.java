package io.weir.chaos.simulate;

import io.weir.replayer.archive.Vault;
import io.weir.replayer.journal.LogFile;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.plan.repair.Fix;
import io.weir.replayer.plan.repair.Fix.Repaired;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.recover.StreamException;
import io.weir.replayer.recover.StreamReader;
import io.weir.replayer.route.FunctionCall;
import io.weir.replayer.route.FunctionCall.Reply;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.TableState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Bugs that a replayer may have. */
final class PlantedReplayerBugs {

  private PlantedReplayerBugs() {}

  static Map<String, Supplier<Seams>> all() {
    Map<String, Supplier<Seams>> all = new LinkedHashMap<>();
    all.put("deletes before anything is confirmed", DeletesFirst::new);
    all.put("reads one page only", OnePage::new);
    all.put("reads after the first record", AfterTheFirst::new);
    all.put("ignores what the function reports", () -> new Believing(false));
    all.put("takes a broken call for a good one", () -> new Believing(true));
    all.put("believes that everything is stored", ProofOfAnything::new);
    all.put("rescues without copying", RescuesNothing::new);
    all.put("keeps its journal in memory", ForgetfulJournal::new);
    all.put("drops the zeros of a repaired number", RoundingFix::new);
    return all;
  }

  private static final class DeletesFirst extends Seams {
    @Override
    LetterQueue letters(LetterQueue letters) {
      return new PlantedQueue(letters) {
        @Override
        public List<Leased> lease(Duration time) {
          List<Leased> leased = letters.lease(time);
          letters.delete(LetterQueue.receipts(leased));
          return leased;
        }
      };
    }
  }

  /** As a library does that reads a number as a number, and not as its digits. */
  private static final class RoundingFix extends Seams {
    @Override
    Fix fix(Fix fix) {
      return new Fix() {
        @Override
        public String text() {
          return fix.text();
        }

        @Override
        public Repaired apply(Bytes payload) {
          return fix.apply(payload) instanceof Repaired.Rewritten rewritten
              ? new Repaired.Rewritten(shorter(rewritten.payload()))
              : fix.apply(payload);
        }
      };
    }

    private static Bytes shorter(Bytes payload) {
      String text = new String(payload.toArray(), StandardCharsets.UTF_8);
      return Bytes.of(
          text.replaceAll("([.][0-9]*[1-9])0+\\b", "$1").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final class OnePage extends Seams {
    @Override
    StreamReader reader(StreamReader reader) {
      return new PlantedReader(reader) {
        @Override
        public Page read(StreamArn stream, String shardId, String iterator, int limit)
            throws StreamException {
          Page page = super.read(stream, shardId, iterator, 1);
          return new Page(page.records(), Optional.empty(), page.behind());
        }
      };
    }
  }

  private static final class AfterTheFirst extends Seams {
    @Override
    StreamReader reader(StreamReader reader) {
      return new PlantedReader(reader) {
        @Override
        public String iterator(StreamArn stream, String shardId, Position position)
            throws StreamException {
          return super.iterator(
              stream,
              shardId,
              position instanceof Position.At at ? new Position.After(at.number()) : position);
        }
      };
    }
  }

  /** Looks into no table, and hears what it likes to hear. */
  private static final class Believing extends Seams {
    private final boolean onlyBroken;

    Believing(boolean onlyBroken) {
      this.onlyBroken = onlyBroken;
    }

    @Override
    Proof proof(Proof proof) {
      return Proof.NONE;
    }

    @Override
    FunctionCall functionCall(FunctionCall call) {
      return event -> {
        Reply reply = call.invoke(event);
        boolean wrong =
            onlyBroken
                ? reply instanceof Reply.Lost || reply instanceof Reply.Threw
                : reply instanceof Reply.Returned;
        return wrong ? new Reply.Returned(new byte[0]) : reply;
      };
    }
  }

  private static final class ProofOfAnything extends Seams {
    @Override
    Proof proof(Proof proof) {
      return records -> Collections.nCopies(records.size(), TableState.STORED);
    }
  }

  private static final class RescuesNothing extends Seams {
    @Override
    Vault vault(Vault vault) {
      return new PlantedVault(vault) {
        @Override
        public boolean has(String file) {
          return true;
        }
      };
    }
  }

  private static final class ForgetfulJournal extends Seams {
    @Override
    LogFile disk(LogFile disk) {
      return new LogFile() {
        @Override
        public InputStream read() throws IOException {
          return disk.read();
        }

        @Override
        public void truncate(long length) throws IOException {
          disk.truncate(length);
        }

        @Override
        public void append(byte[] bytes) {
          // It is in memory, and will be written some time.
        }

        @Override
        public void close() throws IOException {
          disk.close();
        }
      };
    }
  }
}
