/** Tests of the package of the same name. */
@NullMarked
package io.weir.replayer.doctor;

import org.jspecify.annotations.NullMarked;
