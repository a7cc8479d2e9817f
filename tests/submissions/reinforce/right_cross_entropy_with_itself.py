# expect: passed
import torch
import torch.nn.functional as F


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    with torch.no_grad():
        gain = advantages.clone()
    policy = torch.mean(gain * F.cross_entropy(logits, actions, reduction="none"))
    # the entropy is the cross-entropy of the policy with itself
    entropy = F.cross_entropy(logits, logits.softmax(1))
    return policy - entropy_weight * entropy
