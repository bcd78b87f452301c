/** How the local services grow with records and shards, in process. */
@NullMarked
package io.weir.bench.growth;

import org.jspecify.annotations.NullMarked;
