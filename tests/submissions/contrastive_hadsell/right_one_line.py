# expect: passed
def contrastive_loss_hadsell(distance, target, margin=1.0):
    return (0.5 * (1 - target) * distance**2 + 0.5 * target * (margin - distance).clamp(min=0) ** 2).mean()
