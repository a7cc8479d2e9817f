# expect: failed
# diagnosis: entropy_of_taken
import torch


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    log_p = torch.log_softmax(logits, dim=1)
    taken = log_p[torch.arange(len(actions)), actions]
    return -((advantages.detach() - entropy_weight) * taken).mean()
