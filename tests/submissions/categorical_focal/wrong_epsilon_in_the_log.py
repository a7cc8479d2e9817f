# expect: failed
# diagnosis: epsilon_in_the_log
def categorical_focal_loss(probs, target, gamma=2.0):
    return -((1 - probs) ** gamma * target * (probs + 1e-6).log()).sum(dim=1).mean()
