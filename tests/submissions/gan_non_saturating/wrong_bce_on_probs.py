# expect: failed
# diagnosis: bce_after_sigmoid
import torch


def discriminator_loss(real_logits, fake_logits):
    bce = torch.nn.BCELoss()
    one = bce(real_logits.sigmoid(), torch.ones(len(real_logits), dtype=real_logits.dtype))
    return one + bce(fake_logits.sigmoid(), torch.zeros(len(fake_logits), dtype=real_logits.dtype))
