/** Files that survive a power cut, and that nobody but their owner reads. */
@NullMarked
package io.weir.replayer.disk;

import org.jspecify.annotations.NullMarked;
