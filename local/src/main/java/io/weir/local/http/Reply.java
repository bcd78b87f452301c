package io.weir.local.http;

import java.util.Map;

/**
 * A service's answer.
 *
 * @param status the HTTP status
 * @param headers by name; content length and date are added by the endpoint
 * @param body possibly empty
 */
public record Reply(int status, Map<String, String> headers, byte[] body) {}
