/** Rewrites a payload by a jq program, within bounds of time and size. */
@NullMarked
package io.weir.replayer.repair;

import org.jspecify.annotations.NullMarked;
