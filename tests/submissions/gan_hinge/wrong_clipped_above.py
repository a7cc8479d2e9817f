# expect: failed
def gan_hinge_loss(real_logits, fake_logits):
    return (1 - real_logits).clamp(0, 2).mean() + (1 + fake_logits).clamp(0, 2).mean()
