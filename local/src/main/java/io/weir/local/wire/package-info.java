/**
 * A wire that fails: a proxy on loopback between any client of AWS's SDKs and the local services.
 *
 * <p>It knows the services' own ways of saying no, and nothing of the function and the replayer.
 */
@NullMarked
package io.weir.local.wire;

import org.jspecify.annotations.NullMarked;
