# expect: failed
# diagnosis: squared_mean
def flow_matching_loss(velocity, x0, x1):
    return (velocity - x1 + x0).mean() ** 2
