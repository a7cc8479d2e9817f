# expect: failed
# diagnosis: maximum_instead
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    ratio = torch.exp(log_probs - old_log_probs.detach())
    gain = advantages.detach()
    return -torch.max(ratio * gain, ratio.clamp(1 - clip, 1 + clip) * gain).mean()
