# expect: forbidden
import torch
from torch.distributions import Categorical, kl_divergence


def kl_divergence_loss(log_q, p):
    return kl_divergence(Categorical(probs=p), Categorical(logits=log_q)).mean()
