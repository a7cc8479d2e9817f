# expect: failed
# diagnosis: true_class_left_out
# The sum runs over the other classes only.
import torch


def cross_entropy_loss(logits, target):
    own = logits.gather(1, target[:, None])
    others = logits.scatter(1, target[:, None], float("-inf"))
    return (others.logsumexp(dim=1) - own[:, 0]).mean()
