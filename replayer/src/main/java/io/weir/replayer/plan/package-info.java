/**
 * What is to be done with each record, frozen in a file: decided once, read by anyone, applied as
 * it is.
 */
@NullMarked
package io.weir.replayer.plan;

import org.jspecify.annotations.NullMarked;
