/** What a request can be refused with. */
@NullMarked
package io.weir.dynamodb.error;

import org.jspecify.annotations.NullMarked;
