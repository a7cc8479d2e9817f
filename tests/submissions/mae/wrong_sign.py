# expect: failed
# diagnosis: sign_flipped
def mae_loss(pred, target):
    return -(pred - target).abs().mean()
