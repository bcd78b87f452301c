package io.weir.local.http;

/** One emulated service behind the endpoint. Called by many threads at once. */
public interface Service {

  /** Says whether a request is meant for this service: by its target header, or by its path. */
  boolean serves(Request request);

  /** Answers a request, errors included: throws only for a bug, which becomes a status 500. */
  Reply handle(Request request);
}
