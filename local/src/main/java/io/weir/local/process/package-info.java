/** Child Java virtual machines: started, read from, and never left behind. */
@NullMarked
package io.weir.local.process;

import org.jspecify.annotations.NullMarked;
