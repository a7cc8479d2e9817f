"""Soft Dice loss, one ratio a sample."""


def dice_loss(probs, target, smooth=1.0):
    p = probs.flatten(start_dim=1)
    y = target.flatten(start_dim=1)
    common = (p * y).sum(dim=1)
    areas = p.sum(dim=1) + y.sum(dim=1)
    dice = (2 * common + smooth) / (areas + smooth)
    return (1 - dice).mean()
