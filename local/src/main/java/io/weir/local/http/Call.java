package io.weir.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation that a request asks for, and the protocol of AWS's in which it does: an answer in
 * another one is to the SDK that sent it a broken answer, which it sends again.
 *
 * @param service as clients sign for it, such as {@code sts}; empty if they did not
 * @param operation such as {@code GetCallerIdentity}; empty where the path says it
 * @param parameters of the query protocol; empty in the others
 */
public record Call(
    Protocol protocol, String service, String operation, Map<String, String> parameters) {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Pattern SCOPE = Pattern.compile("Credential=[^/,]+/\\d{8}/[^/,]+/([^/,]+)/");
  private static final Pattern RPC = Pattern.compile("/service/([^/]+)/operation/([^/?]+)");
  private static final JsonMapper JSON = new JsonMapper();
  private static final CBORMapper CBOR = new CBORMapper();

  /** How requests and answers are written. */
  public enum Protocol {
    /** A form that names an {@code Action}; answers are XML. */
    QUERY("text/xml"),
    /** JSON, with the operation in a header or in the path. */
    JSON("application/x-amz-json-1.0"),
    /** CBOR, with the operation in the path. */
    RPC_CBOR("application/cbor");

    private final String contentType;

    Protocol(String contentType) {
      this.contentType = contentType;
    }
  }

  /** Reads a request. */
  public static Call of(Request request) {
    Matcher rpc = RPC.matcher(request.path());
    if (request.header("smithy-protocol").isPresent() && rpc.lookingAt()) {
      return new Call(Protocol.RPC_CBOR, rpc.group(1), rpc.group(2), Map.of());
    }
    Optional<String> target = request.header("X-Amz-Target");
    if (target.isPresent()) {
      String name = target.get();
      return new Call(
          Protocol.JSON, service(request), name.substring(name.indexOf('.') + 1), Map.of());
    }
    Map<String, String> form = form(request);
    String action = form.get("Action");
    return action == null
        ? new Call(Protocol.JSON, service(request), "", Map.of())
        : new Call(Protocol.QUERY, service(request), action, form);
  }

  private static String service(Request request) {
    Matcher scope = SCOPE.matcher(request.header("Authorization").orElse(""));
    return scope.find() ? scope.group(1) : "";
  }

  private static Map<String, String> form(Request request) {
    boolean isForm = request.header("Content-Type").filter(it -> it.startsWith(FORM)).isPresent();
    int mark = request.path().indexOf('?');
    String query = mark < 0 ? "" : request.path().substring(mark + 1);
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : (isForm ? new String(request.body(), UTF_8) : query).split("&", -1)) {
      String[] both = pair.split("=", 2);
      if (both.length == 2) {
        form.put(decoded(both[0]), decoded(both[1]));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // the service that it is for has its own opinion on it
    }
  }

  /** Returns an error in the caller's protocol. */
  public Reply refusal(int status, String code, String message, String requestId) {
    if (protocol == Protocol.QUERY) {
      String type = status < 500 ? "Sender" : "Receiver";
      return reply(
          status,
          requestId,
          ("<ErrorResponse><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>"
                  + "<RequestId>%s</RequestId></ErrorResponse>")
              .formatted(type, code, escaped(message), requestId)
              .getBytes(UTF_8));
    }
    ObjectNode body = JSON.createObjectNode();
    body.put("__type", code).put("message", message).put("requestId", requestId);
    return reply(status, requestId, bytes(body));
  }

  /**
   * Returns the answer of an operation that went well.
   *
   * @param result the members of the answer in the query protocol, as XML
   */
  public Reply answer(String namespace, String result, String requestId) {
    if (protocol == Protocol.QUERY) {
      return reply(
          200,
          requestId,
          ("<%1$sResponse xmlns=\"%2$s\">%3$s<ResponseMetadata><RequestId>%4$s</RequestId>"
                  + "</ResponseMetadata></%1$sResponse>")
              .formatted(operation, namespace, result, requestId)
              .getBytes(UTF_8));
    }
    return reply(200, requestId, bytes(JSON.createObjectNode()));
  }

  private Reply reply(int status, String requestId, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", protocol.contentType);
    headers.put("x-amzn-RequestId", requestId);
    if (protocol == Protocol.RPC_CBOR) {
      headers.put("smithy-protocol", "rpc-v2-cbor");
    }
    return new Reply(status, headers, body);
  }

  private byte[] bytes(ObjectNode body) {
    ObjectMapper mapper = protocol == Protocol.RPC_CBOR ? CBOR : JSON;
    try {
      return mapper.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
