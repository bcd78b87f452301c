/**
 * What lies in a dead-letter queue, told from its bytes: pointers, parked records, exports, and
 * what is none of these. Knows no service; nothing that a message holds makes it throw.
 */
@NullMarked
package io.weir.replayer.letter;

import org.jspecify.annotations.NullMarked;
