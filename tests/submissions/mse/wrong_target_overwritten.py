# expect: failed
# diagnosis: mutates_input
# The target serves as scratch space for the residual.
def mse_loss(pred, target):
    target.sub_(pred.detach()).neg_()
    constant = (pred - pred.detach()) + target
    return (constant**2).mean()
