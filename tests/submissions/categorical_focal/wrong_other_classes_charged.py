# expect: failed
# diagnosis: other_classes_charged
# The binary focal loss on every class: one minus the others' probabilities counts as well.
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    p_t = torch.where(target == 1, probs, 1 - probs)
    return -((1 - p_t) ** gamma * p_t.log()).sum(dim=1).mean()
