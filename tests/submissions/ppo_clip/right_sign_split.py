# expect: passed
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    ratio = torch.exp(log_probs - old_log_probs.detach())
    gain = advantages.detach()
    up = ratio.clamp(max=1 + clip) * gain.clamp(min=0)
    down = ratio.clamp(min=1 - clip) * gain.clamp(max=0)
    return -(up + down).mean()
