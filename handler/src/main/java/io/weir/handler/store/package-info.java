/** Where events are kept: once each, in a DynamoDB table. */
@NullMarked
package io.weir.handler.store;

import org.jspecify.annotations.NullMarked;
