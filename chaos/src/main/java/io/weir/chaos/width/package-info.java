/**
 * The width of the simulated world: which branches of the production code the simulation takes.
 *
 * <p>A simulation that never comes to a branch proves nothing about it.
 */
@NullMarked
package io.weir.chaos.width;

import org.jspecify.annotations.NullMarked;
