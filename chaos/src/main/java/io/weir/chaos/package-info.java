/**
 * The proofs: malformed records by the kind, and what runs the real jars as a user runs them.
 *
 * <p>Nothing depends on it, and it depends on no class of what it proves: it knows the jars, the
 * wire and the documented formats.
 */
@NullMarked
package io.weir.chaos;

import org.jspecify.annotations.NullMarked;
