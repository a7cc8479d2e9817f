# expect: failed
# diagnosis: margin_for_similar_pairs
import torch.nn.functional as F


def hinge_embedding_loss(distance, target, margin=1.0):
    return F.relu(target * (distance - margin)).mean()
