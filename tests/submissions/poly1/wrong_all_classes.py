# expect: failed
# diagnosis: all_classes_summed
import torch.nn.functional as F


def poly1_loss(logits, target, epsilon=1.0):
    rest = (1 - logits.softmax(1)).sum() / len(target)
    return F.cross_entropy(logits, target) + epsilon * rest
