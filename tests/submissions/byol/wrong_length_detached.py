# expect: failed
# diagnosis: gradient_only
def byol_loss(prediction, target):
    z = target.detach()
    lengths = prediction.detach().norm(dim=1) * z.norm(dim=1)
    return (2 - 2 * (prediction * z).sum(1) / lengths).mean()
