# expect: failed
# diagnosis: sum_instead_of_mean | element_count
def charbonnier_loss(pred, target, eps=1e-3):
    return (eps**2 + (target - pred).square()).sqrt().sum()
