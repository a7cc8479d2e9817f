# expect: forbidden
import torch


from torch.distributions import Categorical, MixtureSameFamily, Normal


def mixture_density_loss(logits, mean, log_std, target):
    mixture = MixtureSameFamily(Categorical(logits=logits), Normal(mean, log_std.exp()))
    return -mixture.log_prob(target).mean()
