# expect: failed
# diagnosis: hinge_missing
def contrastive_loss_hadsell(distance, target, margin=1.0):
    return (0.5 * (1 - target) * distance**2 + 0.5 * target * (margin - distance) ** 2).mean()
