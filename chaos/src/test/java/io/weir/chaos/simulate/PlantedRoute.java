package io.weir.chaos.simulate;

import io.weir.replayer.route.Answer;
import io.weir.replayer.route.Route;
import io.weir.replayer.route.Work;
import java.util.List;

/** A route like another, but for what a bug changes. */
class PlantedRoute implements Route {
  private final Route route;

  PlantedRoute(Route route) {
    this.route = route;
  }

  @Override
  public String name() {
    return route.name();
  }

  @Override
  public int maxRecords() {
    return route.maxRecords();
  }

  @Override
  public long maxBytes() {
    return route.maxBytes();
  }

  @Override
  public long weight(Work work) {
    return route.weight(work);
  }

  @Override
  public List<Answer> send(List<Work> batch) {
    return route.send(batch);
  }
}
