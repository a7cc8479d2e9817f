"""The rule engine behind `recommend`: facts, rules, ranking."""
