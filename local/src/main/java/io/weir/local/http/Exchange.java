package io.weir.local.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;

/** Has requests answered by threads that may wait, one request of a connection after the other. */
final class Exchange extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final BiFunction<Request, String, Reply> answers;
  private final Executor threads;

  /**
   * Creates the handler of one connection or stream.
   *
   * @param answers takes a request and its id
   */
  Exchange(BiFunction<Request, String, Reply> answers, Executor threads) {
    this.answers = answers;
    this.threads = threads;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
    if (message.decoderResult().isFailure()) {
      ChannelFuture unused =
          context
              .writeAndFlush(response(HttpResponseStatus.BAD_REQUEST.code(), new byte[0]))
              .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    context.channel().config().setAutoRead(false); // the next request waits for this answer
    Request request = request(message, ByteBufUtil.getBytes(message.content()));
    try {
      threads.execute(
          () -> {
            String requestId = UUID.randomUUID().toString();
            write(context, request, answers.apply(request, requestId), requestId);
          });
    } catch (RejectedExecutionException closing) {
      ChannelFuture unused = context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ChannelFuture unused = context.close(); // the client went away, or sent what is no HTTP
  }

  static Request request(HttpRequest message, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    message
        .headers()
        .forEach(
            header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    return new Request(
        message.method().name().toUpperCase(Locale.ROOT),
        path(message.uri()),
        Map.copyOf(headers),
        body);
  }

  /** Takes the path of a whole address too, as clients of a proxy send it. */
  private static String path(String uri) {
    if (uri.startsWith("/")) {
      return uri;
    }
    try {
      URI whole = URI.create(uri);
      String path = whole.getRawPath() == null ? "" : whole.getRawPath();
      String query = whole.getRawQuery() == null ? "" : "?" + whole.getRawQuery();
      return (path.startsWith("/") ? path : "/" + path) + query;
    } catch (IllegalArgumentException e) {
      return "/";
    }
  }

  static void write(ChannelHandlerContext context, Request request, Reply reply, String requestId) {
    boolean head = request.method().equals("HEAD");
    DefaultFullHttpResponse response = response(reply.status(), head ? new byte[0] : reply.body());
    HttpHeaders headers = response.headers();
    reply.headers().forEach(headers::set);
    if (!headers.contains("x-amzn-RequestId")) {
      headers.set("x-amzn-RequestId", requestId);
    }
    boolean mayHaveBody = reply.status() != NO_CONTENT && reply.status() != NOT_MODIFIED;
    if (mayHaveBody && !(head && headers.contains(HttpHeaderNames.CONTENT_LENGTH))) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
    }
    headers.set(
        HttpHeaderNames.DATE,
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            InstantSource.system().instant().atOffset(ZoneOffset.UTC)));
    ChannelFuture unused =
        context
            .writeAndFlush(response)
            .addListener(done -> context.channel().config().setAutoRead(true));
  }

  private static DefaultFullHttpResponse response(int status, byte[] body) {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
  }
}
