/**
 * Lambda's event source mapping for a Kinesis stream.
 *
 * <p>{@link io.weir.local.mapping.BatchState} decides, without I/O, clock or randomness, what is to
 * happen to a batch. Around it stand the activities (listing shards, reading one, working a lane,
 * keeping a checkpoint), which have neither threads nor a clock either. {@link
 * io.weir.local.mapping.MappingSteps} says which of their steps is due. {@link
 * io.weir.local.mapping.EventSourceMapping} takes these steps with threads on the wall clock; a
 * simulation takes them in virtual time. What the mapping reads from, calls and writes to are the
 * ports {@link io.weir.local.mapping.RecordSource}, {@link io.weir.local.mapping.Target}, {@link
 * io.weir.local.mapping.OnFailure} and {@link io.weir.local.mapping.Checkpoints}.
 */
@NullMarked
package io.weir.local.mapping;

import org.jspecify.annotations.NullMarked;
