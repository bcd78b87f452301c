/** Files that survive a power cut, and that only their owner can read. */
@NullMarked
package io.weir.replayer.disk;

import org.jspecify.annotations.NullMarked;
