package io.weir.chaos.simulate;

import io.weir.handler.KinesisBatch;
import io.weir.handler.park.DeadLetterQueue;
import io.weir.handler.store.EventStore;
import io.weir.local.mapping.Checkpoints;
import io.weir.local.mapping.OnFailure;
import io.weir.replayer.act.Door;
import io.weir.replayer.act.LetterQueue;
import io.weir.replayer.act.Proof;
import io.weir.replayer.recover.StreamReader;

/**
 * Where the parts meet. Nothing stands in between, unless somebody wants to see what a bug would
 * do, and puts it there.
 */
class Seams {

  EventStore store(EventStore store) {
    return store;
  }

  DeadLetterQueue parking(DeadLetterQueue parking) {
    return parking;
  }

  KinesisBatch batching(KinesisBatch batching) {
    return batching;
  }

  Checkpoints checkpoints(Checkpoints checkpoints) {
    return checkpoints;
  }

  OnFailure destination(OnFailure destination) {
    return destination;
  }

  LetterQueue letters(LetterQueue letters) {
    return letters;
  }

  StreamReader reader(StreamReader reader) {
    return reader;
  }

  Door door(Door door) {
    return door;
  }

  Proof proof(Proof proof) {
    return proof;
  }
}
