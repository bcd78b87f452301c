/** Tests of the API of event source mappings, as an SDK calls it. */
@NullMarked
package io.weir.local.mapping.api;

import org.jspecify.annotations.NullMarked;
