package io.weir.infra.settings;

import java.util.Locale;

/**
 * A deployment's kind. It gives the defaults, and says whether {@code cdk destroy} keeps the data.
 */
public enum Stage {
  /** To try things out: cheap, and gone after {@code cdk destroy}. */
  DEV,
  /** For traffic that matters: its data outlives the stack. */
  PROD;

  /** Returns whether data outlives the stack. */
  public boolean durable() {
    return this == PROD;
  }

  /** Returns its name as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
