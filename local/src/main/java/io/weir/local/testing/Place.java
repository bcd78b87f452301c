package io.weir.local.testing;

/** Where everything of a test is, as names say it. */
final class Place {

  static final String ACCOUNT = "000000000000";
  static final String REGION = "us-east-1";

  private Place() {}
}
