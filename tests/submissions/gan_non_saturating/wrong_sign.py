# expect: failed
# diagnosis: value_of_the_game | sign_flipped
import torch
import torch.nn.functional as F


def discriminator_loss(real_logits, fake_logits):
    return torch.mean(-F.softplus(-real_logits)) - torch.mean(F.softplus(fake_logits))
