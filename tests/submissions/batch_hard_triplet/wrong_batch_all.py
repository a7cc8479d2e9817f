# expect: failed
# diagnosis: all_triplets
import torch
import torch.nn.functional as F


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    d = torch.linalg.vector_norm(embeddings[:, None] - embeddings[None], dim=-1)
    same = labels[:, None] == labels
    pos = same.clone().fill_diagonal_(False)
    valid = pos[:, :, None] & ~same[:, None, :]
    losses = F.relu(d[:, :, None] - d[:, None, :] + margin)[valid]
    return losses.sum() / max(losses.numel(), 1)
