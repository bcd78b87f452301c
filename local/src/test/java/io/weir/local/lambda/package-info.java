/** Tests of Lambda: functions as they run, and the API as an SDK calls it. */
@NullMarked
package io.weir.local.lambda;

import org.jspecify.annotations.NullMarked;
