/** The command line's face: {@link io.weir.replayer.Main}, which runs the jar. */
@NullMarked
package io.weir.replayer;

import org.jspecify.annotations.NullMarked;
