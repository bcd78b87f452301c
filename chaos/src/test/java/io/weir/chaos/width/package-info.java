/** What is told of the simulation's width. */
@NullMarked
package io.weir.chaos.width;

import org.jspecify.annotations.NullMarked;
