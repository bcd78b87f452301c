package io.weir.dynamodb.expression;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An update as it is written. */
record UpdateSyntax(List<Clause> clauses) {

  /** Returns the update for a request. */
  Update bind(Binding binding) {
    List<Update.Action> actions = clauses.stream().map(it -> it.bind(binding)).toList();
    Overlap.refuse(binding, actions.stream().map(Update.Action::path).toList());
    return new Update(actions);
  }

  /** One action of one section. */
  sealed interface Clause {
    /** Returns the action for a request. */
    Update.Action bind(Binding binding);
  }

  /** An action of SET. */
  record SetClause(OperandSyntax.PathSyntax path, Term term) implements Clause {
    @Override
    public Update.Action bind(Binding binding) {
      Path target = path.path(binding);
      return new Update.Assign(target, term.bind(binding));
    }
  }

  /** An action of REMOVE. */
  record RemoveClause(OperandSyntax.PathSyntax path) implements Clause {
    @Override
    public Update.Action bind(Binding binding) {
      return new Update.Remove(path.path(binding));
    }
  }

  /** An action of ADD. */
  record AddClause(OperandSyntax.PathSyntax path, String reference) implements Clause {
    @Override
    public Update.Action bind(Binding binding) {
      Path target = path.path(binding);
      Value value = binding.value(reference);
      if (!(value instanceof Value.N) && !isSet(value)) {
        throw wrongType(binding, "ADD", value);
      }
      return new Update.Add(target, value);
    }
  }

  /** An action of DELETE. */
  record DeleteClause(OperandSyntax.PathSyntax path, String reference) implements Clause {
    @Override
    public Update.Action bind(Binding binding) {
      Path target = path.path(binding);
      Value value = binding.value(reference);
      if (!isSet(value)) {
        throw wrongType(binding, "DELETE", value);
      }
      return new Update.Delete(target, value);
    }
  }

  private static boolean isSet(Value value) {
    return value instanceof Value.SS || value instanceof Value.NS || value instanceof Value.BS;
  }

  private static DynamoDbException wrongType(Binding binding, String operator, Value value) {
    return binding.invalid(
        "Incorrect operand type for operator or function; operator: "
            + operator
            + ", operand type: "
            + value.type());
  }

  /** What SET computes. */
  sealed interface Term {
    /** Returns where the value comes from. */
    Update.Source bind(Binding binding);
  }

  /** A path or a value. */
  record Plain(OperandSyntax operand) implements Term {
    @Override
    public Update.Source bind(Binding binding) {
      Operand bound = operand.bind(binding);
      return item -> {
        Value value = bound.value(item);
        if (value == null) {
          throw DynamoDbException.validation(
              "The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
      };
    }
  }

  /** A sum or a difference. */
  record Sum(Term left, String operator, Term right) implements Term {
    @Override
    public Update.Source bind(Binding binding) {
      Update.Source first = left.bind(binding);
      Update.Source second = right.bind(binding);
      requireNumber(binding, left);
      requireNumber(binding, right);
      return operator.equals("+")
          ? item -> Arithmetic.plus(first.of(item), second.of(item))
          : item -> Arithmetic.minus(first.of(item), second.of(item));
    }

    private void requireNumber(Binding binding, Term term) {
      Value literal = literal(binding, term);
      if (literal != null && !(literal instanceof Value.N)) {
        throw binding.wrongType(operator, literal);
      }
    }
  }

  /** The value at a path, or another if the item has none there. */
  record IfNotExists(OperandSyntax.PathSyntax path, Term otherwise) implements Term {
    @Override
    public Update.Source bind(Binding binding) {
      Path at = path.path(binding);
      Update.Source other = otherwise.bind(binding);
      return (Item item) -> {
        Value value = at.in(item);
        return value == null ? other.of(item) : value;
      };
    }
  }

  /** Two lists in one. */
  record ListAppend(Term left, Term right) implements Term {
    @Override
    public Update.Source bind(Binding binding) {
      Update.Source first = left.bind(binding);
      Update.Source second = right.bind(binding);
      for (Term term : List.of(left, right)) {
        Value literal = literal(binding, term);
        if (literal != null && !(literal instanceof Value.L)) {
          throw binding.wrongType("list_append", literal);
        }
      }
      return item -> Arithmetic.append(first.of(item), second.of(item));
    }
  }

  private static @Nullable Value literal(Binding binding, Term term) {
    return term instanceof Plain plain && plain.operand() instanceof OperandSyntax.ValueSyntax value
        ? binding.value(value.reference())
        : null;
  }
}
