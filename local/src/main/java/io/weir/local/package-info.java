/** The pipeline on one machine: its commands, and how the services are put together. */
@NullMarked
package io.weir.local;

import org.jspecify.annotations.NullMarked;
