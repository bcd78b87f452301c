package io.weir.handler.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The subsegments of one invocation: one for the handler, named as Powertools names it, and in it
 * one for each step that calls a service. For one thread.
 */
public final class InvocationTrace {

  private static final JsonFactory JSON = new JsonFactory();
  private static final double MICROS = 1e6;

  private final Tracing tracing;
  private final TraceHeader header;
  private final String service;
  private final boolean cold;
  private final Instant start;
  private final List<Step> steps = new ArrayList<>();

  InvocationTrace(Tracing tracing, TraceHeader header, String service, boolean cold) {
    this.tracing = tracing;
    this.header = header;
    this.service = service;
    this.cold = cold;
    this.start = tracing.now();
  }

  /** A step of the invocation that has ended; a fault is an exception that it threw. */
  private record Step(String name, Instant start, Instant end, boolean fault) {}

  /** Does a step, and returns what it returns. */
  public <T> T step(String name, Supplier<T> work) {
    Instant begun = tracing.now();
    boolean fault = true;
    try {
      T result = work.get();
      fault = false;
      return result;
    } finally {
      steps.add(new Step(name, begun, tracing.now(), fault));
    }
  }

  /**
   * Ends the invocation, and sends its subsegments.
   *
   * @param counts how many records came to what
   */
  public void end(Map<String, Integer> counts) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      begin(json, new Step("## handleRequest", start, tracing.now(), false));
      json.writeStringField("trace_id", header.root());
      json.writeStringField("parent_id", header.parent());
      json.writeStringField("type", "subsegment");
      json.writeObjectFieldStart("annotations");
      json.writeBooleanField("ColdStart", cold);
      json.writeStringField("Service", service);
      json.writeEndObject();
      json.writeObjectFieldStart("metadata");
      json.writeObjectFieldStart(service);
      for (Map.Entry<String, Integer> count : counts.entrySet()) {
        json.writeNumberField(count.getKey(), count.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeArrayFieldStart("subsegments");
      for (Step step : steps) {
        begin(json, step);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a document in memory", e);
    }
    tracing.send(text.toString());
  }

  private void begin(JsonGenerator json, Step step) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", step.name);
    json.writeStringField("id", tracing.newId());
    json.writeNumberField("start_time", seconds(step.start));
    json.writeNumberField("end_time", seconds(step.end));
    if (step.fault) {
      json.writeBooleanField("fault", true);
    }
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + Math.floor(time.getNano() / 1e3) / MICROS;
  }
}
