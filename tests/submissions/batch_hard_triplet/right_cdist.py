# expect: passed
import torch
import torch.nn.functional as F


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    d = torch.cdist(embeddings, embeddings, compute_mode="donot_use_mm_for_euclid_dist")
    same = labels.unsqueeze(0) == labels.unsqueeze(1)
    pos = same.clone().fill_diagonal_(False)
    ok = pos.any(1) & (~same).any(1)
    if not ok.any():
        return embeddings.sum() * 0
    far = torch.where(pos, d, torch.full_like(d, -1e9)).max(1).values
    near = torch.where(same, torch.full_like(d, 1e9), d).min(1).values
    return F.relu(far - near + margin)[ok].mean()
