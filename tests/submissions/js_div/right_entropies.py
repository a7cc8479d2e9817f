# expect: passed
import torch


def js_divergence_loss(p, q):
    entropy = lambda x: torch.special.entr(x).sum(dim=1)
    return (entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2).mean()
