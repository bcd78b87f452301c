/**
 * The conservation law under simulation: the production handler, mapping and replayer over services
 * in memory, in virtual time, with every chance drawn from one seed.
 *
 * <p>{@link io.weir.chaos.simulate.Scheduler} lets one strand run at a time; {@link
 * io.weir.chaos.simulate.World} is where every call of a service passes, and where the weather
 * strikes; {@link io.weir.chaos.simulate.Truth} knows what the stream accepted, and judges.
 */
@NullMarked
package io.weir.chaos.simulate;

import org.jspecify.annotations.NullMarked;
