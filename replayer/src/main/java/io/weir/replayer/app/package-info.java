/**
 * What the replayer does, without a command line and without AWS: {@link
 * io.weir.replayer.app.Replayer} over {@link io.weir.replayer.app.Ports}. The commands, the
 * simulator and the measurements call it alike.
 */
@NullMarked
package io.weir.replayer.app;

import org.jspecify.annotations.NullMarked;
