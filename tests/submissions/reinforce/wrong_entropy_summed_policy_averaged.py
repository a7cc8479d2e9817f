# expect: failed
# diagnosis: batch_reduction
import torch


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    log_p = torch.log_softmax(logits, dim=1)
    taken = log_p[torch.arange(len(actions)), actions]
    entropy = -(log_p.exp() * log_p).sum(dim=1)
    return -(advantages.detach() * taken).mean() - entropy_weight * entropy.sum()
