/** The one loopback endpoint in front of all services, and what a service sees of it. */
@NullMarked
package io.weir.local.http;

import org.jspecify.annotations.NullMarked;
