# expect: passed
import torch


def discriminator_loss(real_logits, fake_logits):
    zero = real_logits.new_zeros(())
    real = sum(torch.logaddexp(zero, -x) for x in real_logits) / len(real_logits)
    return real + sum(torch.logaddexp(zero, x) for x in fake_logits) / len(fake_logits)
