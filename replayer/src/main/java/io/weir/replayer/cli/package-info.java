/** The commands, their options, and what they print. */
@NullMarked
package io.weir.replayer.cli;

import org.jspecify.annotations.NullMarked;
