# expect: failed
# diagnosis: no_normalisation
def cross_entropy_loss(logits, target):
    return -logits.gather(1, target[:, None]).mean()
