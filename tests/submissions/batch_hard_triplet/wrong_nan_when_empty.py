# expect: failed
# diagnosis: not_finite
import torch
import torch.nn.functional as F


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    d = torch.linalg.vector_norm(embeddings[:, None] - embeddings[None], dim=-1)
    same = labels[:, None] == labels
    pos = same.clone().fill_diagonal_(False)
    ok = pos.any(1) & (~same).any(1)
    far, near = d.masked_fill(~pos, 0).amax(1), d.masked_fill(same, 1e9).amin(1)
    return F.relu(far - near + margin)[ok].mean()
