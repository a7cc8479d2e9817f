# expect: failed
# diagnosis: empty_masks_left_out
# Samples with an empty mask are left out of the mean.
def dice_loss(probs, target, smooth=1.0):
    p, t = probs.flatten(1), target.flatten(1)
    keep = t.sum(1) > 0
    if not keep.any():
        return probs.sum() * 0
    p, t = p[keep], t[keep]
    d = (2 * (p * t).sum(1) + smooth) / (p.sum(1) + t.sum(1) + smooth)
    return 1 - d.mean()
