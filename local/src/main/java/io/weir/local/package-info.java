/** The pipeline on one machine: its commands and their options. */
@NullMarked
package io.weir.local;

import org.jspecify.annotations.NullMarked;
