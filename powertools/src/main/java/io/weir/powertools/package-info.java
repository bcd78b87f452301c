/** The function with the batch and idempotency utilities of Powertools in place of Weir's own. */
@NullMarked
package io.weir.powertools;

import org.jspecify.annotations.NullMarked;
