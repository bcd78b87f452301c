/** Whether a deployed mapping's dead letters can be recovered at all: facts in, findings out. */
@NullMarked
package io.weir.replayer.doctor;

import org.jspecify.annotations.NullMarked;
