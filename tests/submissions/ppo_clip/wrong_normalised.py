# expect: failed
# diagnosis: advantages_normalised
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    ratio = torch.exp(log_probs - old_log_probs.detach())
    gain = advantages.detach()
    a = gain - gain.mean()
    a = a / (a.pow(2).mean().sqrt() + 1e-8)
    return -torch.min(ratio * a, ratio.clamp(1 - clip, 1 + clip) * a).mean()
