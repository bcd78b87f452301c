/**
 * Dead letters outside of their queue: exports, rescued copies, and files that stand for a queue.
 */
@NullMarked
package io.weir.replayer.archive;

import org.jspecify.annotations.NullMarked;
