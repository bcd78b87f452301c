/**
 * One class under a name that AWS's runtime client gives it, to stand in where the client has no
 * native library. It is on the class path of functions on such systems, and unused elsewhere.
 */
@NullMarked
package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import org.jspecify.annotations.NullMarked;
