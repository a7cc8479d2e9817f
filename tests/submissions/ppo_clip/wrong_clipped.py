# expect: failed
# diagnosis: clipped_only
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    ratio = torch.exp(log_probs - old_log_probs.detach())
    gain = advantages.detach()
    return -(torch.clip(ratio, 1 - clip, 1 + clip) * gain).mean()
