# expect: failed
# diagnosis: log_of_sigmoid | unstable
import torch


def discriminator_loss(real_logits, fake_logits):
    return torch.log(1 + torch.exp(-real_logits)).mean() + torch.log(1 + torch.exp(fake_logits)).mean()
