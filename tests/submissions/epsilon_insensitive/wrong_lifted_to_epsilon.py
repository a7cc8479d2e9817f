# expect: failed
# diagnosis: lifted_to_epsilon
import torch


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    return torch.clamp((pred - target).abs(), min=epsilon).mean()
