# expect: failed
# diagnosis: lsgan_instead | twice
def discriminator_loss(real_logits, fake_logits):
    return (real_logits - 1).square().mean() + fake_logits.square().mean()
