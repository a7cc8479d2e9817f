# expect: failed
# diagnosis: critic_instead
def discriminator_loss(real_logits, fake_logits):
    return -(real_logits.mean() - fake_logits.mean())
