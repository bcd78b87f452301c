package io.weir.bench.measure;

import java.io.IOException;
import java.util.List;

/** Something that can be measured. */
@FunctionalInterface
public interface Measurement {

  /** Measures, and returns what was found. */
  List<Table> measure(Effort effort) throws IOException;
}
