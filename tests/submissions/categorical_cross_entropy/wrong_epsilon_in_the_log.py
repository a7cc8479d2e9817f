# expect: failed
# diagnosis: epsilon_in_the_log
def categorical_cross_entropy_loss(probs, target):
    return -(target * (probs + 1e-8).log()).sum(dim=1).mean()
