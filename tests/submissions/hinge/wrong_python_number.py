# expect: failed
# diagnosis: not_a_tensor
def hinge_loss(scores, target):
    gaps = [max(0.0, 1 - s * y) for s, y in zip(scores.flatten().tolist(), target.flatten().tolist())]
    return sum(gaps) / len(gaps)
