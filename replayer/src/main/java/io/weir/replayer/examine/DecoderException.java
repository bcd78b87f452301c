package io.weir.replayer.examine;

/**
 * The decoder itself failed on a record. No payload should make it: it is a fault of Weir's, and
 * says nothing about the record.
 */
public final class DecoderException extends Exception {

  private static final long serialVersionUID = 1L;

  DecoderException(Throwable cause) {
    super("the decoder failed on it, please report this: " + cause.getClass().getName(), cause);
  }
}
