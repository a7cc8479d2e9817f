# expect: passed
def gan_hinge_loss(real_logits, fake_logits):
    inside = (real_logits < 1).to(real_logits.dtype)
    outside = (fake_logits > -1).to(fake_logits.dtype)
    return (inside * (1 - real_logits)).mean() + (outside * (1 + fake_logits)).mean()
