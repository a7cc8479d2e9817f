# expect: passed
def gan_hinge_loss(real_logits, fake_logits):
    real = sum((1 - x).clamp(min=0) for x in real_logits) / len(real_logits)
    return real + sum((1 + x).clamp(min=0) for x in fake_logits) / len(fake_logits)
