# expect: failed
# diagnosis: halved
def flow_matching_loss(velocity, x0, x1):
    return 0.5 * (velocity - x1 + x0).pow(2).mean()
