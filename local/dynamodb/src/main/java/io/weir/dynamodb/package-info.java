/** DynamoDB in the process: an engine that answers requests as the service does. */
@NullMarked
package io.weir.dynamodb;

import org.jspecify.annotations.NullMarked;
