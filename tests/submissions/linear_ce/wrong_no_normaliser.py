# expect: failed
# diagnosis: no_normaliser
def linear_cross_entropy_loss(hidden, weight, target):
    return -(hidden * weight[target]).sum(dim=1).mean()
