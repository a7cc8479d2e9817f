# expect: failed
# diagnosis: plain_dot_product
def byol_loss(prediction, target):
    return 2 - 2 * (prediction * target.detach()).sum(-1).mean()
