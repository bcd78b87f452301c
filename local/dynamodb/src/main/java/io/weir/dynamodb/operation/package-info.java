/** The operations of the API: what a request must satisfy, and how it is answered. */
@NullMarked
package io.weir.dynamodb.operation;

import org.jspecify.annotations.NullMarked;
