/** The ports on AWS, through its SDK. Clients are made when they are first used. */
@NullMarked
package io.weir.replayer.aws;

import org.jspecify.annotations.NullMarked;
