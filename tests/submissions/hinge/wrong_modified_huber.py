# expect: failed
# diagnosis: modified_huber_instead
import torch


def hinge_loss(scores, target):
    m = target * scores
    return torch.where(m >= -1, (1 - m).clamp(min=0) ** 2, -4 * m).mean()
