/**
 * The tour: puts good and malformed records, and then says of every single one where it is.
 *
 * <p>It talks to the services as any user does, over the endpoint, and knows the handler only by
 * its contracts: the item's attributes, the pointer and the parked record.
 */
@NullMarked
package io.weir.local.demo;

import org.jspecify.annotations.NullMarked;
