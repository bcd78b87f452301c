/** SQS on one machine: ElasticMQ inside this process, behind the one endpoint. */
@NullMarked
package io.weir.local.sqs;

import org.jspecify.annotations.NullMarked;
