/**
 * DynamoDB on one machine: Amazon's DynamoDB Local in a process of its own, and faults on request.
 */
@NullMarked
package io.weir.local.dynamodb;

import org.jspecify.annotations.NullMarked;
