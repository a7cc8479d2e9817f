# expect: failed
# diagnosis: hinge_missing
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    cos = F.cosine_similarity(x1, x2)
    similar = target > 0
    return ((1 - cos) * similar + (cos - margin) * ~similar).mean()
