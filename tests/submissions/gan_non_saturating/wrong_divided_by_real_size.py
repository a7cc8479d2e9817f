# expect: failed
# diagnosis: sum_instead_of_mean | batch_size
import torch.nn.functional as F


def discriminator_loss(real_logits, fake_logits):
    return (F.softplus(-real_logits).sum() + F.softplus(fake_logits).sum()) / len(real_logits)
