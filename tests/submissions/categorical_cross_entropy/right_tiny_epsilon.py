# expect: passed
# 1e-12 is far below anything that the question asks about.
def categorical_cross_entropy_loss(probs, target):
    return -(target * (probs + 1e-12).log()).sum(dim=1).mean()
