package io.weir.event;

import java.util.List;

/** Takes records apart, and judges their parts. The same record always gives the same. */
public interface Decoder {

  /** Returns the parts of a record in their order, at least one. */
  List<Part> parts(StreamRecord record);

  /** Says what a part is. */
  Decoded judge(Part part);

  /** Says what a record is. One of several events is poison as a whole: each stands for itself. */
  default Decoded decode(StreamRecord record) {
    List<Part> parts = parts(record);
    return parts.size() == 1
        ? judge(parts.get(0))
        : new Rejection(
            Rejection.Reason.TRAILING_CONTENT, "the record holds " + parts.size() + " events");
  }
}
