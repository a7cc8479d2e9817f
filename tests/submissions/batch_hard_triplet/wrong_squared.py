# expect: failed
# diagnosis: squared_distances
import torch.nn.functional as F


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    d = ((embeddings[:, None] - embeddings[None]) ** 2).sum(-1)
    same = labels[:, None] == labels
    pos = same.clone().fill_diagonal_(False)
    ok = pos.any(1) & (~same).any(1)
    far, near = (d * pos).amax(1), (d + 1e9 * same).amin(1)
    return (F.relu(far - near + margin) * ok).sum() / ok.sum().clamp(min=1)
