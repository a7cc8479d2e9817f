# expect: failed
# diagnosis: slope_lost_at_zero
import torch


def reward_model_loss(chosen_rewards, rejected_rewards):
    x = chosen_rewards - rejected_rewards
    return (x.clamp(max=0).neg() + torch.exp(-x.abs()).log1p()).mean()
