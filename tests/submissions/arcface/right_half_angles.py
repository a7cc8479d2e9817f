# expect: passed
import torch


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    # the angle from chords: 2·atan2(|x − w|, |x + w|), without an acos
    x = embeddings / embeddings.norm(dim=1, keepdim=True)
    w = weight / weight.norm(dim=1, keepdim=True)
    own = w[labels]
    theta = 2 * torch.atan2((x - own).norm(dim=1), (x + own).norm(dim=1))
    right = scale * torch.cos(theta + margin)
    every = scale * torch.einsum("nd,cd->nc", x, w)
    mask = torch.arange(len(w)) == labels[:, None]
    every = torch.where(mask, right[:, None], every)
    return -(every.log_softmax(1)[mask]).mean()
