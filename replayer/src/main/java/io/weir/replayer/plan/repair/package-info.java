/** Filters in the language of jq that mend a payload, exact to the digit, each in a process. */
@NullMarked
package io.weir.replayer.plan.repair;

import org.jspecify.annotations.NullMarked;
