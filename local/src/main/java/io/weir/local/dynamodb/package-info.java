/** DynamoDB on one machine: Amazon's DynamoDB Local in a process of its own. */
@NullMarked
package io.weir.local.dynamodb;

import org.jspecify.annotations.NullMarked;
