# expect: failed
# diagnosis: advantages_normalised
import torch


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    log_p = torch.log_softmax(logits, dim=1)
    taken = log_p[torch.arange(len(actions)), actions]
    entropy = -(log_p.exp() * log_p).sum(dim=1)
    gain = advantages.detach()
    gain = (gain - gain.mean()) / (gain.std(unbiased=False) + 1e-8)
    return -(gain * taken).mean() - entropy_weight * entropy.mean()
