# expect: failed
# diagnosis: labels_converted_again
# The labels are −1 and +1 already; 2y − 1 makes −3 of −1.
import torch


def hinge_loss(scores, target):
    return torch.relu(1 - (2 * target - 1) * scores).mean()
