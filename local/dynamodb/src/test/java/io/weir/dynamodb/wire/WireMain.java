package io.weir.dynamodb.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.dynamodb.Answer;
import io.weir.dynamodb.DynamoDb;
import io.weir.dynamodb.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;

/** The engine behind HTTP on the loopback, for suites that want an endpoint: give it the port. */
final class WireMain {

  private WireMain() {}

  public static void main(String[] args) throws IOException {
    DynamoDb engine = DynamoDb.inMemory(Settings.of(Clock.systemUTC(), new Random()));
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/", exchange -> answer(engine, exchange));
    server.start();
  }

  private static void answer(DynamoDb engine, HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestHeaders().getFirst("x-amz-target");
      Answer answer = engine.handle(target, body);
      byte[] bytes = answer.bytes();
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", "application/x-amz-json-1.0");
      headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
      headers.set("x-amz-crc32", Long.toString(Answer.checksum(bytes)));
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
