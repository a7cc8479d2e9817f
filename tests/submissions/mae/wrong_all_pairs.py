# expect: failed
# diagnosis: every_pair
def mae_loss(pred, target):
    return (pred.flatten().unsqueeze(1) - target.flatten()).abs().mean()
