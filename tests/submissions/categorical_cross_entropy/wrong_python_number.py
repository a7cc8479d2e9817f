# expect: failed
# diagnosis: not_a_tensor
import math


def categorical_cross_entropy_loss(probs, target):
    costs = [-math.log(p) for row, label in zip(probs.tolist(), target.tolist()) for p, y in zip(row, label) if y]
    return sum(costs) / len(costs)
