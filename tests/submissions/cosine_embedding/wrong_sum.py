# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    cos = F.cosine_similarity(x1, x2)
    return (1 - cos)[target > 0].sum() + F.relu(cos - margin)[target < 0].sum()
