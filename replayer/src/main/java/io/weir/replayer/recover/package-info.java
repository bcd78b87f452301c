/**
 * From a dead letter to its records, with their payloads: which range is read, how far it may be
 * trusted, what is missing, and when it will be lost.
 */
@NullMarked
package io.weir.replayer.recover;

import org.jspecify.annotations.NullMarked;
