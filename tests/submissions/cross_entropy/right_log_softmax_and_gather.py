# expect: passed
import torch.nn.functional as F


def cross_entropy_loss(logits, target):
    log_p = F.log_softmax(logits, dim=-1)
    return -log_p.gather(1, target.unsqueeze(1)).squeeze(1).mean()
