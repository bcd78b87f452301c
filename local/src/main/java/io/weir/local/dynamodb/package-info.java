/** DynamoDB on one machine: the engine in this process, or a server that a user has. */
@NullMarked
package io.weir.local.dynamodb;

import org.jspecify.annotations.NullMarked;
