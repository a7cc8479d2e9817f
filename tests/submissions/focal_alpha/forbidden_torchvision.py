# expect: forbidden
from torchvision.ops import sigmoid_focal_loss


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    return sigmoid_focal_loss(logits, target, alpha=alpha, gamma=gamma, reduction="mean")
