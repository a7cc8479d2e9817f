# expect: failed
# diagnosis: ln_2 | constant_factor
import torch.nn.functional as F


def reward_model_loss(chosen_rewards, rejected_rewards):
    return F.softplus(rejected_rewards - chosen_rewards).mean() / 0.6931471805599453
