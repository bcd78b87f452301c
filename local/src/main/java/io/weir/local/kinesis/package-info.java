/**
 * Kinesis Data Streams in this process: the wire protocol for any SDK, and a plain Java face for
 * the event source mapping beside it.
 *
 * <p>Not emulated, and refused rather than ignored: enhanced fan-out, encryption, enhanced
 * monitoring, resource policies, warm throughput. A stream is ACTIVE as soon as it is created, and
 * a page is never empty while records are there to read.
 */
@NullMarked
package io.weir.local.kinesis;

import org.jspecify.annotations.NullMarked;
