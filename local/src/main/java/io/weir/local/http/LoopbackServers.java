package io.weir.local.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Makes every server of the JDK's that we have.
 *
 * <p>The JDK reads its servers' settings once, when the virtual machine makes its first one: a
 * server that is made elsewhere, before, settles them for all that come after.
 */
public final class LoopbackServers {

  static {
    // Without the first, each answer with a body waits some 40 ms on JDK 17, whose server writes
    // head and body apart (JDK 25's does not): the body stays until the head is acknowledged, which
    // the client delays. The second outlasts the idle time of the SDKs' connection pools, which
    // would otherwise send into a connection that was just closed here.
    setUnlessGiven("sun.net.httpserver.nodelay", "true");
    setUnlessGiven("sun.net.httpserver.idleInterval", "120");
  }

  private LoopbackServers() {}

  /**
   * Takes a port of 127.0.0.1.
   *
   * @param port 0 for any free one
   */
  public static HttpServer bind(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return HttpServer.create(new InetSocketAddress(loopback, port), 0);
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
