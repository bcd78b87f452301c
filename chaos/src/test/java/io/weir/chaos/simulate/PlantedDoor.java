package io.weir.chaos.simulate;

import io.weir.replayer.act.Answer;
import io.weir.replayer.act.Door;
import io.weir.replayer.act.Work;
import java.util.List;

/** A door like another, but for what a bug changes. */
class PlantedDoor implements Door {
  private final Door door;

  PlantedDoor(Door door) {
    this.door = door;
  }

  @Override
  public String name() {
    return door.name();
  }

  @Override
  public int maxRecords() {
    return door.maxRecords();
  }

  @Override
  public long maxBytes() {
    return door.maxBytes();
  }

  @Override
  public long weight(Work work) {
    return door.weight(work);
  }

  @Override
  public List<Answer> send(List<Work> batch) {
    return door.send(batch);
  }
}
