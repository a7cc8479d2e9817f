# expect: failed
# diagnosis: own_positive
import torch
import torch.nn.functional as F


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    d = torch.linalg.vector_norm(embeddings[:, None] - embeddings[None], dim=-1)
    same = labels[:, None] == labels
    far, near = d.masked_fill(~same, 0).amax(1), d.masked_fill(same, torch.inf).amin(1)
    ok = (~same).any(1)
    return F.relu(far - near + margin)[ok].sum() / ok.sum().clamp(min=1)
