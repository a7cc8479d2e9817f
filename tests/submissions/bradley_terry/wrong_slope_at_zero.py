# expect: failed
# diagnosis: corner_at_equal_rewards | gradient_only
import torch


def reward_model_loss(chosen_rewards, rejected_rewards):
    x = chosen_rewards - rejected_rewards
    return (x.clamp(max=0).neg() + torch.exp(-x.abs()).log1p()).mean()
