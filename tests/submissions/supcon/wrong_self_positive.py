# expect: failed
# diagnosis: self_is_a_positive
import torch.nn.functional as F


def supcon_loss(embeddings, labels, temperature=0.1):
    z = F.normalize(embeddings)
    lp = F.log_softmax(z @ z.T / temperature, 1)
    pos = (labels[:, None] == labels).to(z.dtype)
    return -(lp * pos / pos.sum(1, keepdim=True)).sum(1).mean()
