# expect: failed
# diagnosis: every_pair
import torch


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    log_p = torch.log_softmax(logits, dim=1)
    taken = log_p.gather(1, actions.unsqueeze(1))
    entropy = -(log_p.exp() * log_p).sum(dim=1)
    return -torch.mean(taken * advantages.detach()) - entropy_weight * entropy.mean()
