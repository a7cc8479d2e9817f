# expect: failed
# diagnosis: labels_zero_and_one
import torch.nn.functional as F


def hinge_embedding_loss(distance, target, margin=1.0):
    return (target * distance).mean() + ((1 - target) * F.relu(margin - distance)).mean()
