package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a transaction is cancelled: a reason for each of its parts, most of which have none. */
public final class CancellationReasons {

  private final @Nullable DynamoDbException[] reasons;

  /** Starts without a reason for any of so many parts. */
  public CancellationReasons(int parts) {
    reasons = new @Nullable DynamoDbException[parts];
  }

  /** Gives a part a reason. */
  public void add(int part, DynamoDbException reason) {
    reasons[part] = reason;
  }

  /** Does what may be refused, which is then a part's reason. */
  public void unless(int part, Runnable action) {
    try {
      action.run();
    } catch (DynamoDbException e) {
      if (e.status() != DynamoDbException.BAD_REQUEST) {
        throw e;
      }
      add(part, e);
    }
  }

  /** Throws the transaction's error if a part has a reason. */
  public void throwIfAny() {
    if (Arrays.stream(reasons).allMatch(it -> it == null)) {
      return;
    }
    List<String> codes = new ArrayList<>();
    for (DynamoDbException reason : reasons) {
      codes.add(code(reason));
    }
    DynamoDbException cancelled =
        DynamoDbException.of(
            "TransactionCanceledException",
            "Transaction cancelled, please refer cancellation reasons for specific reasons ["
                + String.join(", ", codes)
                + "]");
    ArrayNode all = cancelled.members().putArray("CancellationReasons");
    for (DynamoDbException reason : reasons) {
      var one = all.addObject().put("Code", code(reason));
      if (reason != null) {
        one.put("Message", reason.text());
        putItem(one, reason);
      }
    }
    throw cancelled;
  }

  /** Puts the item that an error carries, which is all that a part of a request has of it. */
  static void putItem(ObjectNode one, DynamoDbException reason) {
    JsonNode item = reason.members().get("Item");
    if (item != null) {
      one.set("Item", item);
    }
  }

  /** Returns how an error is named for a part of a request: without the word Exception. */
  static String code(@Nullable DynamoDbException reason) {
    if (reason == null) {
      return "None";
    }
    return switch (reason.type()) {
      case "ValidationException" -> "ValidationError";
      case "ThrottlingException" -> "ThrottlingError";
      default -> reason.type().replace("Exception", "");
    };
  }
}
