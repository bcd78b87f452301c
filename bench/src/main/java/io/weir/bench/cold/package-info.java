/**
 * Starts: from a process that does not exist to its first answer, under AWS's own runtime client.
 */
@NullMarked
package io.weir.bench.cold;

import org.jspecify.annotations.NullMarked;
