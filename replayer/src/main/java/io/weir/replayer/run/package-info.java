/**
 * One run of what changes something: apply, discard and restore. It leases the messages, checks
 * that they are as they were planned, sends each record, proves what became of it, and deletes
 * last.
 */
@NullMarked
package io.weir.replayer.run;

import org.jspecify.annotations.NullMarked;
