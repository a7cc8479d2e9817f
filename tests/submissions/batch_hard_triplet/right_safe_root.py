# expect: passed
import torch
import torch.nn.functional as F


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    sq = (embeddings[:, None] - embeddings[None]).square().sum(2)
    d = torch.where(sq > 0, torch.where(sq > 0, sq, 1.0).sqrt(), 0.0)
    same = labels[:, None] == labels
    pos = same & ~torch.eye(len(d), dtype=torch.bool)
    ok = pos.any(1) & (~same).any(1)
    far = d.masked_fill(~pos, 0).amax(1)
    near = d.masked_fill(same, 1e9).amin(1)
    return (F.relu(far - near + margin) * ok).sum() / ok.sum().clamp(min=1)
