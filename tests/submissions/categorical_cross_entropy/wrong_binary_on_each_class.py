# expect: failed
# diagnosis: binary_on_each_class
# Charges the other classes too, as if they were independent questions.
import torch


def categorical_cross_entropy_loss(probs, target):
    p = torch.where(target > 0, probs, 1 - probs)
    return -p.log().sum(dim=1).mean()
