package io.weir.local.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import java.util.UUID;

/**
 * Gathers a request with its body, up to a bound, so that no client can fill the heap: more than
 * any call of the emulated services may carry. What is larger is refused, and read on without being
 * kept: a client that is still sending would not see why.
 */
final class WholeRequests extends HttpObjectAggregator {

  static final int MAX_BODY = 64 << 20;

  WholeRequests() {
    super(MAX_BODY);
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    Request request = Exchange.request((HttpRequest) oversized, new byte[0]);
    String requestId = UUID.randomUUID().toString();
    Reply reply =
        Problem.TOO_LARGE.reply(
            Call.of(request), "A request's body may have " + MAX_BODY + " bytes.", requestId);
    Exchange.write(context, request, reply, requestId);
  }
}
