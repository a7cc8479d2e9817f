# expect: failed
# diagnosis: not_a_tensor
import math


def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1).tolist()
    return sum((1 - x) ** gamma * -math.log(x) for x in p) / len(p)
