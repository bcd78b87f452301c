/** The proofs: the real jars, run as a user runs them. */
@NullMarked
package io.weir.chaos;

import org.jspecify.annotations.NullMarked;
