package io.weir.local.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A port of 127.0.0.1 that speaks HTTP/1.1, and HTTP/2 without TLS to clients that begin with it:
 * AWS's asynchronous clients for Kinesis do, and the JDK's own server does not know it. A request
 * of either goes to a handler of its own.
 */
final class LoopbackHttp implements AutoCloseable {

  private static final int LOOPS = 2;
  private static final int LONGEST_LINE = 1 << 18;
  private static final int LARGEST_HEAD = 1 << 17;
  private static final int CHUNK = 1 << 16;
  private static final int WINDOW = 1 << 20;
  private static final long STREAMS = 1_000;

  private final Supplier<? extends ChannelHandler> exchanges;
  private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private final EventLoopGroup loops;
  private final Channel server;

  private LoopbackHttp(
      int port, Supplier<? extends ChannelHandler> exchanges, ThreadFactory threads)
      throws IOException {
    this.exchanges = exchanges;
    this.loops = new NioEventLoopGroup(LOOPS, threads);
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(initializer(this::accept))
            .bind(new InetSocketAddress(loopback, port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      Future<?> unused = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw bound.cause() instanceof BindException taken ? taken : new IOException(bound.cause());
    }
    this.server = bound.channel();
  }

  /**
   * Takes a port, and accepts no connection yet: a client that comes early waits.
   *
   * @param port 0 for any free one
   * @param exchanges makes the handler of one connection of HTTP/1.1, or one stream of HTTP/2
   */
  static LoopbackHttp bind(
      int port, Supplier<? extends ChannelHandler> exchanges, ThreadFactory threads)
      throws IOException {
    return new LoopbackHttp(port, exchanges, threads);
  }

  void start() {
    server.config().setAutoRead(true);
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** Closes all connections at once, and abandons what is under way. */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    open.close().awaitUninterruptibly();
    Future<?> unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private void accept(Channel connection) {
    open.add(connection);
    connection.pipeline().addLast(new ProtocolChoice());
  }

  private void speakHttp1(ChannelPipeline connection) {
    connection.addLast(
        new HttpServerCodec(LONGEST_LINE, LARGEST_HEAD, CHUNK),
        new HttpServerKeepAliveHandler(),
        new WholeRequests(),
        new FlowControlHandler(),
        exchanges.get());
  }

  private void speakHttp2(ChannelPipeline connection) {
    connection.addLast(
        Http2FrameCodecBuilder.forServer()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .initialWindowSize(WINDOW)
                    .maxConcurrentStreams(STREAMS)
                    .maxHeaderListSize(LARGEST_HEAD))
            .build(),
        new Http2MultiplexHandler(
            initializer(
                stream ->
                    stream
                        .pipeline()
                        .addLast(
                            new Http2StreamFrameToHttpObjectCodec(true),
                            new WholeRequests(),
                            exchanges.get()))));
  }

  private static ChannelInitializer<Channel> initializer(Consumer<Channel> initialize) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        initialize.accept(channel);
      }
    };
  }

  /** Looks at a connection's first bytes: no method of HTTP/1.1 begins as HTTP/2 does. */
  private final class ProtocolChoice extends ByteToMessageDecoder {

    private static final int ENOUGH = 3;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      if (in.readableBytes() < ENOUGH) {
        return;
      }
      int at = in.readerIndex();
      if (in.getByte(at) == 'P' && in.getByte(at + 1) == 'R' && in.getByte(at + 2) == 'I') {
        speakHttp2(context.pipeline());
      } else {
        speakHttp1(context.pipeline());
      }
      context.pipeline().remove(this);
    }
  }
}
