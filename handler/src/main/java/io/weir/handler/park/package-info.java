/** Where poison records are parked: in the dead-letter queue, with their payload and the reason. */
@NullMarked
package io.weir.handler.park;

import org.jspecify.annotations.NullMarked;
