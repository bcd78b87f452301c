/**
 * Lambda's event source mapping for a Kinesis stream.
 *
 * <p>{@link io.weir.local.mapping.engine.BatchState} decides, without I/O, clock or randomness,
 * what is to happen to a batch. Around it stand the activities (listing shards, reading one,
 * working a lane, keeping a checkpoint), which have neither threads nor a clock either. {@link
 * io.weir.local.mapping.engine.MappingSteps} says which of their steps is due. {@link
 * io.weir.local.mapping.engine.EventSourceMapping} takes these steps with threads on the wall
 * clock; a simulation takes them in virtual time. What the mapping reads from, calls and writes to
 * are the ports {@link io.weir.local.mapping.engine.RecordSource}, {@link
 * io.weir.local.mapping.engine.Target}, {@link io.weir.local.mapping.engine.OnFailure} and {@link
 * io.weir.local.mapping.engine.Checkpoints}.
 */
@NullMarked
package io.weir.local.mapping.engine;

import org.jspecify.annotations.NullMarked;
