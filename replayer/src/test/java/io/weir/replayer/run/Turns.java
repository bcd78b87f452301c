package io.weir.replayer.run;

/** What a process says of itself while it runs beside another one. */
interface Turns {

  /** It is about to have an effect, and waits for its turn. */
  void await();

  /** It has been told something by the world; equal texts are equal answers. */
  void told(String answer);
}
