# expect: failed
# diagnosis: min_of_ratios
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    ratio = torch.exp(log_probs - old_log_probs.detach())
    gain = advantages.detach()
    return -(gain * torch.min(ratio, torch.clamp(ratio, 1 - clip, 1 + clip))).mean()
