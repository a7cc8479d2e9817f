# expect: failed
def flow_matching_loss(velocity, x0, x1):
    return (velocity - x1 + x0).pow(2).sum(dim=-1).mean()
