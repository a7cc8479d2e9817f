# expect: failed
# diagnosis: hinge_missing
def gan_hinge_loss(real_logits, fake_logits):
    return 2 - real_logits.mean() + fake_logits.mean()
