# expect: failed
# diagnosis: half_factor | half
def msle_loss(pred, target):
    return ((pred.log1p() - target.log1p()) ** 2 / 2).mean()
