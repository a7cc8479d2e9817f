# expect: passed
import torch
import torch.nn.functional as F


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    weights = advantages.data
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    taken = F.one_hot(actions, logits.shape[1]).to(logits.dtype)
    policy = -torch.einsum("na,na,n->", taken, log_p, weights)
    negative_entropy = torch.einsum("na,na->", log_p.exp(), log_p)
    return (policy + entropy_weight * negative_entropy) / logits.shape[0]
