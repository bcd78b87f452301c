/** PartiQL as DynamoDB speaks it: statements read once, and bound to their parameters. */
@NullMarked
package io.weir.dynamodb.partiql;

import org.jspecify.annotations.NullMarked;
