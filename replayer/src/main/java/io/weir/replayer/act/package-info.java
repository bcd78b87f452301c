/**
 * Carries a plan out: leases the messages, checks that the world has not changed, sends each record
 * through a route, proves what became of it, and deletes last.
 */
@NullMarked
package io.weir.replayer.act;

import org.jspecify.annotations.NullMarked;
