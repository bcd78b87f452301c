/** What a simulated run costs. */
@NullMarked
package io.weir.bench.simulator;

import org.jspecify.annotations.NullMarked;
