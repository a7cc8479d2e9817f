# expect: failed
# diagnosis: mean_over_elements
import torch.nn.functional as F


def poly1_loss(logits, target, epsilon=1.0):
    p = logits.softmax(1).gather(1, target[:, None])
    return F.cross_entropy(logits, target) + epsilon * (1 - p).sum() / logits.numel()
