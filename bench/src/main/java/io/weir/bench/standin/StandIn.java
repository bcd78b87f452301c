package io.weir.bench.standin;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The stand-in's server: one thread reads and decides, one writes what has waited long enough.
 *
 * <p>No thread waits for a delay, so any number of requests may be under way. A {@code GET} of
 * {@code /delay/<microseconds>}, {@code /clear} or {@code /counts} steers it and is not counted.
 */
public final class StandIn {
  private final Selector selector;
  private final ServerSocketChannel server;
  private final Items items = new Items();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(StandIn::daemon);
  private long delayMicros;
  private long requests;
  private long bytesIn;
  private long bytesOut;

  private StandIn() throws IOException {
    selector = Selector.open();
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 256);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Serves on a free port of the loopback, which it prints, until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    StandIn standIn = new StandIn();
    Thread serving = daemon(standIn::serve);
    serving.start();
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
    out.println(((InetSocketAddress) standIn.server.getLocalAddress()).getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "stand-in");
    thread.setDaemon(true);
    return thread;
  }

  private void serve() {
    try {
      while (true) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            accept();
          } else {
            read(key);
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel != null) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
    }
  }

  private void read(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      if (!connection.read()) {
        key.channel().close();
        return;
      }
      Connection.@Nullable Request request = connection.next();
      if (request != null) {
        answer(connection, request);
      }
    } catch (IOException e) {
      // A client that is gone, as at the end of each measurement.
      key.cancel();
    }
  }

  private void answer(Connection connection, Connection.Request request) throws IOException {
    if (request.operation().isEmpty()) {
      connection.answer(steer(request.path()).bytes());
      return;
    }
    ByteBuffer bytes = items.reply(request.operation(), request.body()).bytes();
    requests++;
    bytesIn += request.bytes();
    bytesOut += bytes.remaining();
    if (delayMicros == 0) {
      connection.answer(bytes);
    } else {
      var unused =
          writer.schedule(() -> write(connection, bytes), delayMicros, TimeUnit.MICROSECONDS);
    }
  }

  private static void write(Connection connection, ByteBuffer bytes) {
    try {
      connection.answer(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply steer(String path) {
    if (path.startsWith("/delay/")) {
      delayMicros = Long.parseLong(path.substring("/delay/".length()));
    } else if (path.equals("/clear")) {
      items.clear();
    }
    return Reply.ok(
        "{\"requests\":%d,\"bytesIn\":%d,\"bytesOut\":%d,\"items\":%d}"
            .formatted(requests, bytesIn, bytesOut, items.count()));
  }
}
