# expect: failed
# diagnosis: unstable
import torch


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    p = torch.softmax(logits, dim=1)
    taken = torch.log(p.gather(1, actions[:, None]).squeeze(1))
    entropy = -(p * torch.log(p)).sum(dim=1)
    return -(advantages.detach() * taken).mean() - entropy_weight * entropy.mean()
