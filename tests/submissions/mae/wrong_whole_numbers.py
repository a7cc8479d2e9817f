# expect: failed
# diagnosis: input_rounded
# Targets are real numbers.
def mae_loss(pred, target):
    return (pred - target.round()).abs().mean()
