# expect: failed
# diagnosis: probability_not_logarithm
import torch


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    p = torch.softmax(logits, dim=1)
    log_p = torch.log_softmax(logits, dim=1)
    taken = p[torch.arange(len(actions)), actions]
    entropy = -(p * log_p).sum(dim=1)
    return -(advantages.detach() * taken).mean() - entropy_weight * entropy.mean()
