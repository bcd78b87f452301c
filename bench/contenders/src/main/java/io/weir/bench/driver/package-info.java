/** Drives any contender inside its own process, and reads its costs off the operating system. */
@NullMarked
package io.weir.bench.driver;

import org.jspecify.annotations.NullMarked;
