# expect: failed
# diagnosis: gradient_only | only_one_class
# Only the positive class is trained; for a −1 the gradient is lost.
import torch


def hinge_loss(scores, target):
    kept = torch.where(target > 0, scores, scores.detach())
    return torch.relu(1 - target * kept).mean()
