# expect: failed
# diagnosis: every_pair
# target @ probs.T is N × N: each row's label is charged on every other row.
def categorical_cross_entropy_loss(probs, target):
    return -(target @ probs.T).log().mean()
