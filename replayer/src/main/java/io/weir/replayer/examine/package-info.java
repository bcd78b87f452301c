/** Why a record is where it is: our own decoder's word on its payload, and the table's. */
@NullMarked
package io.weir.replayer.examine;

import org.jspecify.annotations.NullMarked;
