/**
 * The proofs: malformed records by the kind, the simulator, and the siege of the real jars.
 *
 * <p>Nothing depends on it, and it may depend on everything.
 */
@NullMarked
package io.weir.chaos;

import org.jspecify.annotations.NullMarked;
