package io.weir.handler;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS whose sockets can be closed while a thread is writing to them.
 *
 * <p>By default, closing one waits for the writer without limit: where the other side has fallen
 * silent, neither a call's time limit nor the end of an invocation would free its thread. With
 * {@code SO_LINGER} set it does not wait; what is cut off then is a call that failed anyway.
 */
final class AbortableTls extends SSLSocketFactory {

  private final SSLSocketFactory sockets;

  AbortableTls(SSLSocketFactory sockets) {
    this.sockets = sockets;
  }

  private static Socket abortable(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return abortable(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket under, String host, int port, boolean autoClose)
      throws IOException {
    return abortable(sockets.createSocket(under, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return abortable(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return abortable(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return abortable(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return abortable(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}
