# expect: failed
# diagnosis: one_cosine_for_the_batch
def byol_loss(prediction, target):
    z = target.detach()
    return 2 - 2 * (prediction * z).sum() / (prediction.norm() * z.norm())
