# expect: failed
# diagnosis: sign_flipped
def mse_loss(pred, target):
    return -((pred - target) ** 2).mean()
