# expect: passed
import torch


def soft_target_cross_entropy_loss(logits, target_probs):
    rows = [-(t @ x.log_softmax(0)) for x, t in zip(logits, target_probs)]
    return torch.stack(rows).mean()
