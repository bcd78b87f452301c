package io.weir.local.mapping.api;

import io.weir.local.mapping.engine.Checkpoints;
import io.weir.local.mapping.engine.OnFailure;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.mapping.engine.Target;
import java.util.Optional;
import java.util.UUID;

/** What mappings can be connected to. */
public interface Connections {

  /** Finds a function by its name or by its ARN. */
  Optional<Connected> function(String nameOrArn);

  /** Finds a stream by its ARN. */
  Optional<RecordSource> stream(String arn);

  /**
   * Finds a destination by its ARN.
   *
   * @param mapping names the objects in a bucket
   * @throws IllegalArgumentException with one line that says why there is none
   */
  OnFailure destination(String arn, UUID mapping);

  /** Returns how far a mapping is; empty for a new one, kept as long as the mapping is. */
  Checkpoints checkpoints(UUID mapping);

  /** Forgets how far a mapping was: it is deleted. */
  void forget(UUID mapping);

  /**
   * A function.
   *
   * @param roleArn what its events name as the identity that read the stream
   */
  record Connected(Target target, String roleArn) {}
}
